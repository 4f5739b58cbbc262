import { type Facts, isOn } from "../options/facts.ts";
import { keepMarked } from "./marked-text.ts";
import { applyMarkers } from "./markers.ts";
import { mergeEnv } from "./merge-env.ts";
import { dropEntries, mergePatch, parseJsonObject } from "./merge-package-json.ts";
import type { Manifest, Template, Templates } from "./templates.ts";

/** The templates of a project. */
export interface Stack {
  app: Template;
  /** In the order in which they are laid: the app's base, the app, the layers. */
  templates: readonly Template[];
}

/**
 * The templates for these facts.
 *
 * @throws Error if there is no app for them, or if its base doesn't exist
 */
export function chooseTemplates({ templates }: Templates, facts: Facts): Stack {
  const on = templates.filter(({ manifest: { fact } }) => fact !== undefined && facts.has(fact));
  const apps = on.filter(({ manifest }) => manifest.kind === "app");
  const provided = (app: Template) =>
    (app.manifest.provides ?? []).every((fact) => facts.has(fact));
  // An app that provides what was chosen needs no layer for it, so it wins.
  const app = apps.find(provided) ?? apps[0];
  if (!app) throw new Error(`No template for ${[...facts].join(", ")}`);
  const layers = on.filter(({ manifest }) => manifest.kind === "layer");
  return { app, templates: [...basesOf(app, templates), app, ...layers] };
}

/**
 * The base under an app, if it names one.
 *
 * @throws Error if it doesn't exist
 */
export function basesOf<T extends Pick<Template, "name" | "manifest">>(
  { name, manifest }: T,
  templates: readonly T[],
): T[] {
  if (manifest.base === undefined) return [];
  const base = templates.find((template) => template.name === manifest.base);
  if (base?.manifest.kind === "base") return [base];
  throw new Error(`templates/${name} names a base \`${manifest.base}\`, which does not exist`);
}

/** The path of a base's or layer's file in a project of this app. */
export function pathIn({ manifest }: Pick<Template, "manifest">, path: string): string {
  return path.replace(/^server\//, `${manifest.serverRoot}/`);
}

/** The files of the templates, laid over each other: files replace files, and two kinds merge. */
export function layTemplates(
  { app, templates }: Stack,
  facts: Facts,
  known: ReadonlySet<string>,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const template of templates) {
    for (const [path, text] of filesOf(template, facts, known)) {
      const to = template === app ? path : pathIn(app, path);
      files.set(to, merged(to, files.get(to), text));
    }
  }
  return files;
}

/** A template's files after its own manifest and markers have been applied. */
function filesOf(
  { name, manifest, files }: Template,
  facts: Facts,
  known: ReadonlySet<string>,
): Map<string, string> {
  const off = pathsThatAreOff(manifest, facts);
  const result = new Map<string, string>();
  for (const [path, source] of files) {
    if (off.some((entry) => covers(entry, path))) continue;
    const text =
      typeof source === "string"
        ? applyMarkers(`${name}/${path}`, source, facts, known)
        : keepMarked(path, source, facts);
    if (text !== undefined) result.set(path, text);
  }
  const packageJson = result.get("package.json");
  if (manifest.packageJson && packageJson !== undefined) {
    const json = parseJsonObject(`${name}/package.json`, packageJson);
    result.set("package.json", JSON.stringify(dropEntries(json, manifest.packageJson, facts)));
  }
  return result;
}

function pathsThatAreOff({ files = {} }: Manifest, facts: Facts): readonly string[] {
  return Object.entries(files).flatMap(([names, paths]) => (isOn(names, facts) ? [] : paths));
}

/** Whether an entry of a manifest, a file or a folder with a trailing slash, covers this path. */
export function covers(entry: string, path: string): boolean {
  return entry.endsWith("/") ? path.startsWith(entry) : path === entry;
}

/** The text of a file that another template lays its own over. */
export function merged(path: string, under: string | undefined, over: string): string {
  if (under === undefined) return over;
  if (path === ".env.example") return mergeEnv(under, over);
  if (path !== "package.json") return over;
  return JSON.stringify(mergePatch(parseJsonObject(path, under), parseJsonObject(path, over)));
}
