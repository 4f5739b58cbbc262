import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { carriedText } from "../../packages/create-auth-app/src/engine/marked-text.ts";
import {
  packedTemplates,
  packTemplates,
  readPacked,
} from "../../packages/create-auth-app/src/engine/packed.ts";
import { factNames } from "../../packages/create-auth-app/src/options/facts.ts";
import { root } from "./newcomer.ts";

/**
 * Copies the built package under another version, with changed templates.
 *
 * @param change gives the text that a file has in that version
 */
export async function copyAsVersion(
  version: string,
  folder: string,
  change: (path: string, text: string) => string = (_path, text) => text,
): Promise<void> {
  const own = join(root, "packages/create-auth-app");
  for (const name of ["bin.js", "dist", "LICENSE", "README.md"])
    await cp(join(own, name), join(folder, name), { recursive: true });
  const json = JSON.parse(await readFile(join(own, "package.json"), "utf8"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ ...json, version, scripts: {} }));
  const { templates, lockfile } = readPacked(join(own, "dist"));
  const changed = templates.map((template) => ({
    ...template,
    files: new Map(
      [...template.files].map(([path, text]) => {
        const carried = typeof text === "string" ? text : text.marked;
        return [path, carriedText(change(path, carried))] as const;
      }),
    ),
  }));
  const packed = packTemplates({ version, templates: changed, lockfile }, factNames());
  await writeFile(join(folder, "dist", packedTemplates), packed);
}
