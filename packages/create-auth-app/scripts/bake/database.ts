import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import type { Files } from "../../src/engine/files.ts";
import { sortedFiles } from "../../src/engine/files.ts";
import { chooseTemplates } from "../../src/engine/layers.ts";
import { render } from "../../src/engine/render.ts";
import { isGenerated, withIdOfText } from "../../src/engine/tables.ts";
import type { Templates } from "../../src/engine/templates.ts";
import type { ProjectAnswers } from "../../src/options/catalogue.ts";
import { factsOf } from "../../src/options/facts.ts";
import { envFile, envPath } from "../../src/project/env-file.ts";
import { borrowPackages, installedPackages } from "../borrow-packages.ts";

/** drizzle compares it with the owner's later migrations, so it must be old. */
const when = Date.UTC(2025, 0, 1);

/**
 * Generates the schema and first migration as the project's owner would, with the project's own
 * scripts, in a rendered project that borrows the installed dependencies of its template.
 */
export function bakeDatabase(answers: ProjectAnswers, templates: Templates, root: string): Files {
  const own = { ...templates, lockfile: undefined };
  const stack = chooseTemplates(own, factsOf(answers));
  const database = `${stack.app.manifest.serverRoot}/db`;
  const project = mkdtempSync(join(tmpdir(), "bake-database-"));
  try {
    const files = render(answers, own);
    for (const [path, text] of files) {
      // The schema with everything on stays at first, because the configuration imports it.
      if (path.startsWith(`${database}/migrations/`)) continue;
      writeText(join(project, path), text);
    }
    writeText(join(project, envPath), envFile(files.get(".env.example") ?? ""));
    borrowPackages(join(project, "node_modules"), [
      ...installedPackages(stack, root),
      // better-auth's CLI, which isn't a dependency of a project: npm finds it here.
      join(root, "packages/create-auth-app/node_modules"),
    ]);

    runScript(project, "auth:generate");
    runScript(project, "db:generate", "--name", "init");
    return collect(project, database);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Shows a script's output only if it fails: better-auth's reports a mismatch on a first run. */
function runScript(project: string, script: string, ...args: string[]): void {
  try {
    execFileSync("npm", ["run", script, "--", ...args], {
      cwd: project,
      stdio: "pipe",
      encoding: "utf8",
      shell: process.platform === "win32",
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${script} failed:\n${stdout}${stderr}`);
  }
}

function collect(project: string, database: string): Files {
  const folder = join(project, database);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(project, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => isGenerated(path, database))
    .map((path): [string, string] => {
      const short = path.slice(database.length + 1);
      return [short, normalised(short, readFileSync(join(project, path), "utf8"))];
    });
  const sql = files.filter(([path]) => path.endsWith(".sql"));
  // If schema and dialect don't match, drizzle-kit silently finds no tables.
  if (sql.length !== 1 || !sql[0]?.[1].includes("CREATE TABLE")) {
    throw new Error("db:generate found no tables");
  }
  return sortedFiles(files);
}

/** Makes the bytes depend on the tables alone: no time and no random id. */
function normalised(path: string, text: string): string {
  const trimmed = `${text.trimEnd()}\n`;
  if (path.endsWith("_journal.json")) return trimmed.replace(/"when": \d+/g, `"when": ${when}`);
  return path.endsWith("_snapshot.json") ? withIdOfText(trimmed) : trimmed;
}
