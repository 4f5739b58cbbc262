import { expect, test } from "vitest";
import {
  droppingStatements,
  firstLine,
  holdBack,
  statementsIn,
  withoutHeldBack,
} from "../../src/update/migration.ts";

const path = "app/db/migrations/0002_x.sql";

function migration(...statements: string[]) {
  const sql = statements.join("--> statement-breakpoint\n");
  return { name: "0002_x", statements: statementsIn(sql), files: new Map([[path, sql]]) };
}

const rebuild = [
  "PRAGMA foreign_keys=OFF;",
  "CREATE TABLE `__new_user` (\n\t`id` text\n);\n",
  'INSERT INTO `__new_user`("id") SELECT "id" FROM `user`;',
  "DROP TABLE `user`;",
  "ALTER TABLE `__new_user` RENAME TO `user`;",
  "PRAGMA foreign_keys=ON;",
];

test.each<[string, string[], string[]]>([
  ["a new table", ["CREATE TABLE `a` (\n\t`id` text\n);\n"], []],
  ["a table", ["DROP TABLE `a`;"], ["DROP TABLE `a`;"]],
  ["PostgreSQL's", ['DROP TABLE "a" CASCADE;'], ['DROP TABLE "a" CASCADE;']],
  ["a column", ["ALTER TABLE `a` DROP COLUMN `b`;"], ["ALTER TABLE `a` DROP COLUMN `b`;"]],
  ["a rebuilt table", rebuild, []],
  ["an index", ["DROP INDEX `i`;"], []],
])("statements that delete data: %s", (_, statements, expected) => {
  expect(droppingStatements(migration(...statements).statements)).toEqual(expected);
});

test("statements that are held back are written as a comment, line by line", () => {
  const held = holdBack(migration("DROP TABLE `a`;", "CREATE TABLE `b` (\n\t`id` text\n);\n"));
  expect(held.files.get(path)).toBe(
    [
      "-- Held back, because it deletes data: DROP TABLE `a`;",
      "--> statement-breakpoint",
      "CREATE TABLE `b` (\n\t`id` text\n);",
      "",
    ].join("\n"),
  );
});

test("a table whose drop was held back isn't created again; one really dropped is", () => {
  const again = () =>
    migration(
      "CREATE TABLE `a` (\n\t`id` text\n);\n",
      "CREATE INDEX `i` ON `a` (`id`);",
      "ALTER TABLE `user` ADD `b` integer;",
      "CREATE TABLE `c` (\n\t`id` text\n);\n",
    );
  const gone = migration("DROP TABLE `a`;", "ALTER TABLE `user` DROP COLUMN `b`;");
  const held = new Map([
    ["app/db/migrations/0001_gone.sql", [...holdBack(gone).files.values()][0] ?? ""],
  ]);
  const kept = withoutHeldBack(again(), held);
  expect(kept.statements.map(firstLine)).toEqual(["CREATE TABLE `c`"]);
  const dropped = new Map([["app/db/migrations/0001_gone.sql", [...gone.files.values()][0] ?? ""]]);
  expect(withoutHeldBack(again(), dropped)).toEqual(again());
  // It is back in the schema, so it counts as any other table: it no longer needs to be left out.
  const both = new Map([...held, ["app/db/migrations/0002_x.sql", kept.files.get(path) ?? ""]]);
  expect(withoutHeldBack(again(), both).statements).toHaveLength(4);
});
