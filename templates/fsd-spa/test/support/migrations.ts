import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import drizzleConfig from "../../drizzle.config";

const own = drizzleConfig.out ?? "";

/** The script that `db:migrate` runs, and a container before it serves. */
export const migrateScript = resolve(own, "../migrate.ts");

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
