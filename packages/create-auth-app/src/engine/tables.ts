import { type ByFact, type Facts, isOn } from "../options/facts.ts";
import { type JsonObject, parseJsonObject } from "./merge-package-json.ts";

/**
 * The tables, and columns of other tables, that exist only for a fact, by their names in the
 * database. Templates have the schema and the first migration with everything on.
 */
export const ownedTables: ByFact = {
  account: ["activity"],
  passkey: ["passkey"],
  "two-factor": ["two_factor", "user.two_factor_enabled"],
};

/** Removes the tables and columns whose facts are off from what is generated below `database`. */
export function leaveOutTables(
  files: Map<string, string>,
  database: string,
  facts: Facts,
  owned: ByFact = ownedTables,
): void {
  const off = Object.entries(owned).flatMap(([names, its]) => (isOn(names, facts) ? [] : its));
  if (off.length === 0) return;
  for (const [path, text] of files) {
    if (!isGenerated(path, database)) continue;
    if (path.endsWith(".ts")) files.set(path, schemaWithout(text, off));
    if (path.endsWith(".sql")) files.set(path, sqlWithout(text, off));
    if (path.endsWith("_snapshot.json")) files.set(path, snapshotWithout(text, off));
  }
}

/** Whether a command generates it: better-auth's the schema, drizzle-kit's the migrations. */
export function isGenerated(path: string, database: string): boolean {
  return path === `${database}/schema/auth.ts` || path.startsWith(`${database}/migrations/`);
}

/** better-auth leaves an empty line between statements, and none inside them. */
function schemaWithout(text: string, off: readonly string[]): string {
  const statements = text.trimEnd().split("\n\n");
  const tables = statements.map((statement) =>
    /^export const (\w+) = \w+Table\(\s*"(\w+)"/.exec(statement),
  );
  const gone = new Set(
    tables.flatMap((table) => (table?.[1] && off.includes(table[2] ?? "") ? [table[1]] : [])),
  );
  const left = statements.flatMap((statement, index) => {
    const [, name = "", table = ""] = tables[index] ?? [];
    if (gone.has(name)) return [];
    if (table !== "") {
      return [withoutEntries(statement, (entry) => off.includes(`${table}.${columnIn(entry)}`))];
    }
    const relationsOf = /^export const \w+ = relations\((\w+),/.exec(statement)?.[1];
    if (relationsOf === undefined) return [statement];
    if (gone.has(relationsOf)) return [];
    const relations = withoutEntries(statement, (entry) =>
      gone.has(/^\w+: (?:one|many)\((\w+)/.exec(entry)?.[1] ?? ""),
    );
    return relations.includes(":") ? [relations] : [];
  });
  return `${left.join("\n\n")}\n`;
}

function columnIn(entry: string): string {
  return /^\w+: \w+\(\s*"(\w+)"/.exec(entry)?.[1] ?? "";
}

/** The statement without those entries of its object (`name: …`, over one line or several). */
function withoutEntries(statement: string, isOff: (entry: string) => boolean): string {
  const lines = statement.split("\n");
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const indent = /^( +)\w+: /.exec(line)?.[1];
    let end = at + 1;
    // Deeper lines, and the bracket that closes them, belong to the entry.
    while (indent && end < lines.length && isInside(lines[end] ?? "", indent)) end += 1;
    const entry = lines.slice(at, end);
    if (indent === undefined || !isOff(entry.join("\n").trim())) kept.push(...entry);
    at = end;
  }
  return kept.join("\n");
}

function isInside(line: string, indent: string): boolean {
  return (
    line.startsWith(`${indent} `) ||
    (line.startsWith(indent) && /^[)\]}]/.test(line.slice(indent.length)))
  );
}

/** drizzle-kit writes one statement for each table, index and key, with a line for each column. */
function sqlWithout(text: string, off: readonly string[]): string {
  const between = "--> statement-breakpoint\n";
  const left = text.split(between).flatMap((statement) => {
    const table = /^(?:(?:CREATE|ALTER) TABLE|CREATE (?:UNIQUE )?INDEX .* ON) [`"](\w+)/.exec(
      statement,
    )?.[1];
    if (table === undefined || !statement.startsWith("CREATE TABLE")) {
      return off.includes(table ?? "") ? [] : [statement];
    }
    if (off.includes(table)) return [];
    const lines = statement
      .split("\n")
      .filter((line) => !off.includes(`${table}.${/^\t[`"](\w+)/.exec(line)?.[1]}`));
    // Commas are between lines, not after the last one.
    return [lines.join("\n").replace(/,\n\);/, "\n);")];
  });
  return `${left.join(between).trimEnd()}\n`;
}

function snapshotWithout(text: string, off: readonly string[]): string {
  const snapshot = parseJsonObject("the snapshot", text);
  const tables = snapshot["tables"] as Record<string, { name: string; columns: JsonObject }>;
  for (const [key, { name, columns }] of Object.entries(tables)) {
    if (off.includes(name)) delete tables[key];
    for (const column of Object.keys(columns)) {
      if (off.includes(`${name}.${column}`)) delete columns[column];
    }
  }
  return withIdOfText(`${JSON.stringify(snapshot, null, 2)}\n`);
}

/** The snapshot with an id derived from its text: the same tables give the same id. */
export function withIdOfText(snapshot: string): string {
  // Loading it takes a few milliseconds, and only projects without some feature need it.
  const { createHash } = process.getBuiltinModule("node:crypto");
  const anonymous = snapshot.replace(/^ {2}"id": ".*?"/m, '  "id": ""');
  const hex = createHash("sha256").update(anonymous).digest("hex");
  const id = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
  return anonymous.replace('"id": ""', `"id": "${id}"`);
}
