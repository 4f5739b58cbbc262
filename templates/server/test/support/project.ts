import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import drizzleConfig from "../../drizzle.config";
import { scripts } from "../../package.json";

const own = drizzleConfig.out ?? "";

/** The script that `db:migrate` runs, and a container before it serves. */
export const migrateScript = resolve(own, "../migrate.ts");

/** Builds the app by its script, before any test runs. */
export default function build() {
  // Where package managers look for the commands of a script, in a monorepo further up as well.
  const folders = [dirname(process.execPath)];
  for (let folder = process.cwd(); folder !== dirname(folder); folder = dirname(folder)) {
    folders.push(join(folder, "node_modules/.bin"));
  }
  const { status, stdout, stderr } = spawnSync(scripts.build, {
    shell: true,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: [...folders, process.env.PATH].join(delimiter),
      NODE_ENV: "production",
    },
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
}

/** The folder of a package. In a monorepo, it may be in a node_modules further up. */
export function folderOf(packageName: string) {
  const description = findPackageJSON(packageName, import.meta.url);
  if (!description) throw new Error(`${packageName} isn't installed.`);
  return dirname(description);
}

/** The file that a command of a package runs. */
export function commandOf(packageName: string, command: string) {
  const folder = folderOf(packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}

/** A copy of the app's migrations, to which a test can add some of its own. */
export function copyMigrations() {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  cpSync(own, folder, { recursive: true });
  const journalFile = join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8"));
  const newest = Math.max(...journal.entries.map(({ when }: { when: number }) => when));

  return {
    folder,
    newest,
    /** What `db:generate` does. */
    add(tag: string, when: number, sql: string) {
      writeFileSync(join(folder, `${tag}.sql`), sql);
      journal.entries.push({ idx: journal.entries.length, version: "7", when, tag });
      writeFileSync(journalFile, JSON.stringify(journal));
    },
    edit(tag: string, sql: string) {
      writeFileSync(join(folder, `${tag}.sql`), sql);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
