import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One file that drizzle-kit has written, and its line in the journal. */
export interface Migration {
  name: string;
  /** When it was generated. Drizzle's own migrator goes by this alone. */
  when: number;
  statements: string[];
  hash: string;
}

/** The migrations of a folder, in the order of its journal. */
export function readMigrations(folder: string): Migration[] {
  const journal = readFileSync(join(folder, "meta/_journal.json"), "utf8");
  const { entries } = JSON.parse(journal) as { entries: { tag: string; when: number }[] };
  return entries.map(({ tag, when }) => {
    // A checkout on Windows may have other line ends, which mean the same.
    const text = readFileSync(join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    const statements = text.split("--> statement-breakpoint").filter((part) => part.trim() !== "");
    return { name: tag, when, statements, hash: createHash("sha256").update(text).digest("hex") };
  });
}
