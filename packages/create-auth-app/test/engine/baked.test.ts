import { expect, test } from "vitest";
import { bakedName, putBaked } from "../../src/engine/baked.ts";
import type { Template } from "../../src/engine/templates.ts";

const app: Template = {
  name: "app",
  manifest: { kind: "app", fact: "x", serverRoot: "server" },
  files: new Map(),
};
const baked = new Map([
  ["sqlite/schema/auth.ts", "baked schema"],
  ["sqlite/migrations/0000_init.sql", "baked migration"],
  ["postgres/schema/auth.ts", "another"],
]);

test("the baked schema and migration take the place of all that the app has of its own", () => {
  const files = new Map([
    ["server/db/index.ts", "kept"],
    ["server/db/schema/index.ts", "kept"],
    ["server/db/schema/auth.ts", "own"],
    ["server/db/migrations/0000_other.sql", "own"],
    ["server/db/migrations/meta/_journal.json", "own"],
  ]);
  putBaked(files, baked, app, new Set(["sqlite", "x"]));
  expect([...files]).toEqual([
    ["server/db/index.ts", "kept"],
    ["server/db/schema/index.ts", "kept"],
    ["server/db/schema/auth.ts", "baked schema"],
    ["server/db/migrations/0000_init.sql", "baked migration"],
  ]);
});

test("facts that change no table do not change the name", () => {
  expect(bakedName(new Set(["react-router", "sqlite", "npm"]))).toBe("sqlite");
});

test("a combination that was never baked is an error", () => {
  expect(() => putBaked(new Map(), new Map(), app, new Set(["sqlite"]))).toThrow("sqlite");
});
