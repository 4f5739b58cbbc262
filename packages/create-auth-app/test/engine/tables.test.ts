import { expect, test } from "vitest";
import { leaveOutTables } from "../../src/engine/tables.ts";

const schema = `import { relations } from "drizzle-orm";

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
  hasKeys: integer("has_keys", { mode: "boolean" }).default(
    false,
  ),
});

export const key = sqliteTable(
  "user_key",
  {
    id: text("id").primaryKey(),
  },
  (table) => [index("key_idx").on(table.id)],
);

export const userRelations = relations(user, ({ many }) => ({
  keys: many(key),
  sessions: many(session),
}));

export const sessionRelations = relations(session, ({ one }) => ({
  key: one(key, {
    fields: [session.keyId],
    references: [key.id],
  }),
}));

export const keyRelations = relations(key, ({ one }) => ({
  user: one(user, {
    fields: [key.userId],
    references: [user.id],
  }),
}));
`;

const sql = `CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"has_keys" boolean DEFAULT false
);
--> statement-breakpoint
CREATE TABLE "user_key" (
	"id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "user_key" ADD CONSTRAINT "fk" FOREIGN KEY ("id") REFERENCES "public"."user"("id");--> statement-breakpoint
CREATE INDEX "user_idx" ON "user" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "key_idx" ON "user_key" USING btree ("id");
`;

const snapshot = {
  id: "any",
  tables: {
    "public.user": { name: "user", columns: { id: {}, has_keys: {} } },
    "public.user_key": { name: "user_key", columns: { id: {} } },
  },
};

const owned = { "keys|cards": ["user_key", "user.has_keys"] };

function filesLeft(...facts: string[]) {
  const files = new Map([
    ["app/db/schema/auth.ts", schema],
    ["app/db/schema/index.ts", schema],
    ["app/db/migrations/0000_init.sql", sql],
    ["app/db/migrations/meta/0000_snapshot.json", JSON.stringify(snapshot, null, 2)],
  ]);
  leaveOutTables(files, "app/db", new Set(facts), owned);
  return files;
}

test("the tables of a fact that is off go from the schema, with everything that names them", () => {
  expect(filesLeft().get("app/db/schema/auth.ts")).toBe(`import { relations } from "drizzle-orm";

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
});

export const userRelations = relations(user, ({ many }) => ({
  sessions: many(session),
}));
`);
});

test("they go from the migration, with their keys and indexes and without a stray comma", () => {
  expect(filesLeft().get("app/db/migrations/0000_init.sql")).toBe(`CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "user_idx" ON "user" USING btree ("id");
`);
});

test("they go from the snapshot, whose id is derived from the rest", () => {
  const [one, other] = [filesLeft(), filesLeft()].map((files) =>
    JSON.parse(files.get("app/db/migrations/meta/0000_snapshot.json") ?? ""),
  );
  expect(one.tables).toEqual({ "public.user": { name: "user", columns: { id: {} } } });
  expect(one.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  expect(other.id).toBe(one.id);
});

test("the owner's own schema stays, and everything stays if the fact is on", () => {
  expect(filesLeft().get("app/db/schema/index.ts")).toBe(schema);
  const files = filesLeft("cards");
  expect(files.get("app/db/schema/auth.ts")).toBe(schema);
  expect(files.get("app/db/migrations/0000_init.sql")).toBe(sql);
});
