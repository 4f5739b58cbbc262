import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Contents, ProjectFiles } from "../engine/files.ts";
import { exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { run } from "./run.ts";
import { findTool, inCopy } from "./tools.ts";

/** A migration that drizzle-kit has generated. */
export interface Migration {
  /** The name of its file, without the extension. */
  name: string;
  statements: readonly string[];
  /** The files that it added or changed. */
  files: ReadonlyMap<string, string>;
}

export interface Kit {
  root: string;
  env: Host["env"];
  signal: AbortSignal;
}

const between = "--> statement-breakpoint";

/**
 * Runs the project's own drizzle-kit on a copy of these files. Returns undefined if their schema has
 * not changed. If it suspects a rename, drizzle-kit needs a terminal: without one it prints an error,
 * writes nothing and exits with 0. So success is a new file, or the message that nothing changed.
 */
export async function generateMigration(
  files: ProjectFiles,
  name: string,
  { root, env, signal }: Kit,
): Promise<Migration | undefined> {
  const tool = findTool(root, "drizzle-kit");
  if (!tool) throw notInstalled();
  const small = [...files].filter(
    ([path]) => !/(^|\/)(package-lock\.json|.*\.lock|pnpm-lock\.yaml)$/.test(path),
  );
  return inCopy(root, "migration", small, async (folder) => {
    const args = [tool, "generate", `--name=${name}`];
    const { exitCode, all } = await run(process.execPath, args, { cwd: folder, env, signal });
    const written = changedIn(folder, new Map(small));
    const sql = [...written.keys()].find((path) => path.endsWith(".sql"));
    if (exitCode === 0 && sql === undefined && /no schema changes/i.test(all)) return undefined;
    if (exitCode !== 0 || sql === undefined) throw refused(all);
    const statements = statementsIn(written.get(sql) ?? "");
    const base = sql.slice(sql.lastIndexOf("/") + 1, -".sql".length);
    return { name: base, statements, files: written };
  });
}

/** Throws if the owner's schema has changes that no migration contains. They would end up in ours. */
export async function assertGenerated(files: ProjectFiles, kit: Kit): Promise<void> {
  const left = await generateMigration(files, "left", kit);
  if (!left) return;
  throw new UserError("Your schema has changes that no migration contains.", {
    code: "schema-ahead",
    hint: [
      ...left.statements.slice(0, 6).map((statement) => `  ${firstLine(statement)}`),
      "Generate the migration with the script db:generate and commit it. Then run this again.",
    ].join("\n"),
    exitCode: exitCodes.failed,
  });
}

export function statementsIn(sql: string): string[] {
  return sql
    .split(between)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

export function firstLine(statement: string): string {
  const [line = "", ...more] = statement.trim().split("\n");
  return (more.length > 0 ? line.replace(/\s*\($/, "") : line).replace(/;$/, "");
}

/** The statements that delete data. */
export function droppingStatements(statements: readonly string[]): string[] {
  // SQLite can't change a column: drizzle-kit creates the table again and drops the old one.
  const rebuilt = new Set(
    statements.flatMap((text) => /RENAME TO [`"](\w+)[`"]/i.exec(text)?.[1] ?? []),
  );
  return statements.filter((text) => {
    const table = /^DROP TABLE (?:IF EXISTS )?[`"](\w+)/i.exec(text)?.[1];
    if (table !== undefined) return !rebuilt.has(table);
    return /^ALTER TABLE [\s\S]*\bDROP COLUMN\b/i.test(text);
  });
}

const heldBack = "-- Held back, because it deletes data: ";
const alreadyThere = "-- There already, because dropping it was held back: ";

/** The files of a migration with some of its statements as comments that begin with `note`. */
function withComments(
  { files }: Migration,
  isComment: (statement: string) => boolean,
  note: string,
): Migration["files"] {
  const rewrite = (statement: string) =>
    isComment(statement) ? `${note}${statement.replaceAll("\n", "\n-- ")}` : statement;
  return new Map(
    [...files].map(([path, text]) => {
      if (!path.endsWith(".sql")) return [path, text];
      return [path, `${statementsIn(text).map(rewrite).join(`\n${between}\n`)}\n`];
    }),
  );
}

/** The migration with the statements that delete data as comments. */
export function holdBack(migration: Migration): Migration {
  const dropping = new Set(droppingStatements(migration.statements));
  const files = withComments(migration, (statement) => dropping.has(statement), heldBack);
  return { ...migration, files };
}

/**
 * The migration without the tables and columns that still exist, because an earlier migration was
 * held back from dropping them.
 */
export function withoutHeldBack(migration: Migration, files: ProjectFiles): Migration {
  const kept = heldBackIn(files);
  if (kept.size === 0) return migration;
  const there = (statement: string) => {
    const table = /^CREATE TABLE [`"](\w+)/i.exec(statement)?.[1];
    const [, of, column] =
      /^ALTER TABLE [`"](\w+)[`"] ADD (?:COLUMN )?[`"](\w+)/i.exec(statement) ?? [];
    const index = /^CREATE (?:UNIQUE )?INDEX .* ON [`"](\w+)/i.exec(statement)?.[1];
    const constraint = /^ALTER TABLE [`"](\w+)[`"] ADD CONSTRAINT/i.exec(statement)?.[1];
    return [table, index, constraint, of && `${of}.${column}`].some(
      (name) => name !== undefined && kept.has(name),
    );
  };
  return {
    ...migration,
    statements: migration.statements.filter((statement) => !there(statement)),
    files: withComments(migration, there, alreadyThere),
  };
}

/** Tables and columns (`table.column`) that the schema no longer has, but the database still does. */
function heldBackIn(files: ProjectFiles): Set<string> {
  const kept = new Set<string>();
  const sql = [...files]
    .filter(([path]) => path.endsWith(".sql"))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, text] of sql) {
    for (const line of String(text).split("\n")) {
      const note = [heldBack, alreadyThere].find((begin) => line.startsWith(begin));
      if (note === undefined) continue;
      const statement = line.slice(note.length);
      const table = /^(?:DROP|CREATE) TABLE (?:IF EXISTS )?[`"](\w+)/i.exec(statement)?.[1];
      const [, of, column] =
        /^ALTER TABLE [`"](\w+)[`"] (?:DROP COLUMN|ADD(?: COLUMN)?) [`"](\w+)/i.exec(statement) ??
        [];
      const name = table ?? (of && `${of}.${column}`);
      if (!name) continue;
      if (note === alreadyThere) kept.delete(name);
      else kept.add(name);
    }
  }
  return kept;
}

function changedIn(folder: string, before: ReadonlyMap<string, Contents>): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile()
      ? [
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .replaceAll("\\", "/"),
        ]
      : [],
  );
  return new Map(
    paths.flatMap((path): [string, string][] => {
      if (!/\.(?:sql|json|ts)$/.test(path)) return [];
      const text = readFileSync(join(folder, path), "utf8");
      return text === before.get(path) ? [] : [[path, text]];
    }),
  );
}

function notInstalled(): UserError {
  return new UserError(
    "This changes the tables, but the project's drizzle-kit, which generates the migration, isn't installed.",
    {
      code: "not-installed",
      hint: "Install the project's packages, then run this again.",
      exitCode: exitCodes.failed,
    },
  );
}

function refused(output: string): UserError {
  const text = stripVTControlCharacters(output);
  const asks = /renamed|rename|created or|Interactive prompts/i.test(text);
  const lines = text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  return new UserError(
    asks
      ? "drizzle-kit can't tell a renamed table or column from a new one, and can't ask here."
      : "The project's drizzle-kit couldn't generate a migration.",
    {
      code: "migration-failed",
      hint: [
        ...lines.slice(-8).map((line) => `  ${line}`),
        asks ? "Do it in two updates: add first, then remove." : "Nothing was changed.",
      ].join("\n"),
      exitCode: exitCodes.failed,
    },
  );
}
