import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npm } from "./newcomer.ts";

const notesTable = `import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth.ts";

export const note = sqliteTable("note", {
  id: text("id").primaryKey(),
  text: text("text").notNull(),
  userId: text("user_id")
    .notNull()
    .references(() => user.id, { onDelete: "cascade" }),
});
`;

const notesPage = `export default function Notes() {
  return <p className="note">Notes</p>;
}
`;

const notesTest = `import { getTableName } from "drizzle-orm";
import { expect, test } from "vitest";
import { note } from "../app/db/schema/notes.ts";

test("notes have a table", () => {
  expect(getTableName(note)).toBe("note");
});
`;

const insertRows = `import Database from "better-sqlite3";

const db = new Database(".data/app.db");
if (process.argv[2] === "insert") {
  db.exec(\`insert into user (id, name, email, email_verified) values ('u', 'U', 'u@example.com', 1);
    insert into note (id, text, user_id) values ('1', 'one', 'u'), ('2', 'two', 'u');\`);
} else {
  const count = (table) => db.prepare(\`select count(*) as n from \${table} where true\`).get().n;
  const has = db.prepare("select 1 from sqlite_master where name = 'two_factor'").get();
  console.log(\`\${count("user")} user, \${count("note")} notes, two_factor is \${has ? "there" : "missing"}\`);
}
`;

export type Run = (what: string, ...command: [string, ...string[]]) => Promise<string>;

/** Own tables with rows in them, own pages, words and colors, and what isn't needed is deleted. */
export async function ownersMonth(project: string, run: Run) {
  const read = (path: string) => readFile(join(project, path), "utf8");
  const write = (path: string, text: string) => writeFile(join(project, path), text);
  const change = async (path: string, from: string | RegExp, to: string) => {
    const text = await read(path);
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${path} has no ${from}`);
    await write(path, changed);
  };
  await write("app/db/schema/notes.ts", notesTable);
  await change("app/db/schema/index.ts", /$/, '\nexport * from "./notes.ts";\n');
  await write("app/routes/notes.tsx", notesPage);
  await change("app/routes.ts", /index\(.*\n/, '$&  route("notes", "routes/notes.tsx"),\n');
  await write("test/notes.test.ts", notesTest);
  await change("package.json", '"scripts": {', '"scripts": {\n    "notes": "echo notes",');
  await change("app/app.css", /$/, "\n.note {\n  color: rebeccapurple;\n}\n");
  await change("README.md", /^# .*$/m, "# Notes, by their owner");
  await change(".env", /$/, "\nMY_OWN=1\n");
  await rm(join(project, "DEPLOY.md"));
  await run("own migration", ...npm.run("db:generate", "--name", "notes"));
  await run("migrate", ...npm.run("db:migrate"));
  await write("rows.mjs", insertRows);
  await run("rows", "node_modules/.bin/node", "rows.mjs", "insert");
  await commit(run, "A month of work");
}

export async function commit(run: Run, message: string) {
  await run("stage", "git", "add", "--all");
  await run("commit", "git", "commit", "--quiet", "--message", message);
}
