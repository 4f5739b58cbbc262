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
 * @throws Error if no app is for them, or its base is not there
 */
export function chooseTemplates({ templates }: Templates, facts: Facts): Stack {
  const on = templates.filter(({ manifest: { fact } }) => fact !== undefined && facts.has(fact));
  const apps = on.filter(({ manifest }) => manifest.kind === "app");
  const provided = (app: Template) =>
    (app.manifest.provides ?? []).every((fact) => facts.has(fact));
  // An app that is itself what was asked for needs no layer for it, so it wins.
  const app = apps.find(provided) ?? apps[0];
  if (!app) throw new Error(`No template for ${[...facts].join(", ")}`);
  const layers = on.filter(({ manifest }) => manifest.kind === "layer");
  return { app, templates: [...basesOf(app, templates), app, ...layers] };
}

/**
 * The base under an app, if it names one.
 *
 * @throws Error if it is not there
 */
export function basesOf<T extends Pick<Template, "name" | "manifest">>(
  { name, manifest }: T,
  templates: readonly T[],
): T[] {
  if (manifest.base === undefined) return [];
  const base = templates.find((template) => template.name === manifest.base);
  if (base?.manifest.kind === "base") return [base];
  throw new Error(`templates/${name} names a base \`${manifest.base}\`, which is not there`);
}

/** Where a file of a base or a layer stands in a project of this app. */
export function pathIn({ manifest }: Pick<Template, "manifest">, path: string): string {
  return path.replace(/^server\//, `${manifest.serverRoot}/`);
}

/** The files of the templates, one laid over the other: whole files replace, two kinds of file merge. */
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

/** What a template's own manifest and markers leave of its files. */
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

/** Whether an entry of a manifest, a file or a folder with a slash at the end, is about this path. */
export function covers(entry: string, path: string): boolean {
  return entry.endsWith("/") ? path.startsWith(entry) : path === entry;
}

/** The text of a file over which another template lays its own. */
export function merged(path: string, under: string | undefined, over: string): string {
  if (under === undefined) return over;
  if (path === ".env.example") return mergeEnv(under, over);
  if (path !== "package.json") return over;
  return JSON.stringify(mergePatch(parseJsonObject(path, under), parseJsonObject(path, over)));
}
