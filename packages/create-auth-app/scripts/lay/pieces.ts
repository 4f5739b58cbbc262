import { join } from "node:path";
import { basesOf, merged, pathIn } from "../../src/engine/layers.ts";
import {
  type JsonObject,
  mergePatch,
  packageJsonText,
  parseJsonObject,
} from "../../src/engine/merge-package-json.ts";
import type { RepositoryTemplates } from "../../src/engine/read-repository.ts";

type Template = RepositoryTemplates["templates"][number];

/** A file of an app as it is laid. */
export interface Piece {
  text: string;
  /** The absolute paths of the templates' files that it consists of. */
  sources: readonly string[];
  /** Whether it is merged or changed, so it can't be a link. */
  made: boolean;
}

/** What an app consists of, by path: its base's files and its own, with their markers. */
export function piecesOf(
  app: Template,
  templates: readonly Template[],
  root: string,
): Map<string, Piece> {
  const pieces = new Map<string, Piece>();
  for (const template of [...basesOf(app, templates), app]) {
    for (const [path, text] of template.files) {
      const place = template === app ? path : pathIn(app, path);
      const under = pieces.get(place);
      pieces.set(place, {
        text: merged(place, under?.text, text),
        sources: [...(under?.sources ?? []), join(root, "templates", template.name, path)],
        made: under !== undefined,
      });
    }
  }
  const packageJson = pieces.get("package.json");
  if (packageJson) {
    const json = parseJsonObject(`${app.name}/package.json`, packageJson.text);
    const text = packageJsonText(laysFirst(json), app.name);
    pieces.set("package.json", { ...packageJson, text, made: true });
  }
  return pieces;
}

/** Before each script of the app, files that git or an editor has replaced are laid again. */
function laysFirst(packageJson: JsonObject): JsonObject {
  const scripts = Object.keys((packageJson["scripts"] ?? {}) as JsonObject);
  const before = scripts.map((name) => [`pre${name}`, "pnpm --silent -w lay"]);
  return mergePatch(packageJson, { scripts: Object.fromEntries(before) }) as JsonObject;
}
