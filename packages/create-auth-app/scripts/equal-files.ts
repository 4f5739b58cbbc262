/**
 * Keeps what two apps have in common the same: react-router-sqlite is the source, and what is copied
 * from it differs only where a text names the server folder. `equal-files.json` says what need not
 * be the same, and why.
 *
 *   node scripts/equal-files.ts          copies
 *   node scripts/equal-files.ts --check  fails if something differs
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readRepository } from "../src/engine/read-repository.ts";
import { compare } from "./equal-files/compare.ts";
import rules from "./equal-files.json" with { type: "json" };

const root = resolve(import.meta.dirname, "../../..");
const checking = process.argv.includes("--check");
const { templates } = readRepository(root);
const source = templates.find(({ name }) => name === "react-router-sqlite");
if (!source) throw new Error("templates/react-router-sqlite is not there");

for (const other of templates) {
  if (other.manifest.kind !== "app" || other === source) continue;
  const { copies, problems } = compare(source, other, rules);
  for (const [path, text] of copies) {
    const place = join("templates", other.name, path);
    const problem = other.files.has(path) ? `differs from ${source.name}` : "is missing";
    console.log(checking ? `${place} ${problem}` : `Copied ${place}`);
    if (!checking) write(join(root, place), text);
  }
  for (const problem of problems) console.error(problem);
  if (checking && copies.size > 0)
    console.error("Run `pnpm --filter create-auth-app equal-files`.");
  if (problems.length > 0 || (checking && copies.size > 0)) process.exitCode = 1;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
