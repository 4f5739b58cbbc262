import type { Facts } from "../options/catalogue.ts";
import { keepMarked } from "./marked-text.ts";
import { applyMarkers } from "./markers.ts";
import { mergeEnv } from "./merge-env.ts";
import { dropEntries, mergePatch, parseJsonObject } from "./merge-package-json.ts";
import type { Template, Templates } from "./templates.ts";

/** The app of these facts, then the layers to lay over it. */
export function chooseTemplates({ templates }: Templates, facts: Facts): [Template, ...Template[]] {
  const on = templates.filter(({ manifest }) => facts.has(manifest.fact));
  const apps = on.filter(({ manifest }) => manifest.kind === "app");
  const provided = (app: Template) =>
    (app.manifest.provides ?? []).every((fact) => facts.has(fact));
  // An app that is itself what was asked for needs no layer for it, so it wins.
  const app = apps.find(provided) ?? apps[0];
  if (!app) throw new Error(`No template for ${[...facts].join(", ")}`);
  return [app, ...on.filter(({ manifest }) => manifest.kind === "layer")];
}

/** The files of the app with the layers over it: whole files replace, two kinds of file merge. */
export function layTemplates(
  [app, ...layers]: readonly [Template, ...Template[]],
  facts: Facts,
  known: ReadonlySet<string>,
): Map<string, string> {
  const files = new Map(filesOf(app, facts, known));
  for (const layer of layers) {
    for (const [path, text] of filesOf(layer, facts, known)) {
      const target = path.replace(/^server\//, `${app.manifest.serverRoot}/`);
      files.set(target, merged(target, files.get(target), text));
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
  const result = new Map<string, string>();
  for (const [path, source] of files) {
    const text =
      typeof source === "string"
        ? applyMarkers(`${name}/${path}`, source, facts, known)
        : keepMarked(source, facts);
    if (text !== undefined) result.set(path, text);
  }
  const packageJson = result.get("package.json");
  if (manifest.packageJson && packageJson !== undefined) {
    const json = parseJsonObject(`${name}/package.json`, packageJson);
    result.set("package.json", JSON.stringify(dropEntries(json, manifest.packageJson, facts)));
  }
  return result;
}

function merged(path: string, base: string | undefined, added: string): string {
  if (base === undefined) return added;
  if (path === ".env.example") return mergeEnv(base, added);
  if (path !== "package.json") return added;
  return JSON.stringify(mergePatch(parseJsonObject(path, base), parseJsonObject(path, added)));
}
