import { expect, test } from "vitest";
import {
  dropEntries,
  type JsonObject,
  mergePatch,
  packageJsonText,
  parseJsonObject,
} from "../../src/engine/merge-package-json.ts";

// The examples of RFC 7396, appendix A.
test.each<[target: unknown, patch: unknown, result: unknown]>([
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [
    ["a", "b"],
    ["c", "d"],
    ["c", "d"],
  ],
  [{ a: "b" }, ["c"], ["c"]],
  [{ a: "foo" }, null, null],
  [{ a: "foo" }, "bar", "bar"],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: "b", c: null }, { a: "b" }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])("merge patch: %j and %j", (target, patch, result) => {
  expect(mergePatch(target, patch)).toEqual(result);
});

test("merge patch keeps the order of keys and leaves its arguments alone", () => {
  const target = { b: { x: 1 }, a: 1 };
  const merged = mergePatch(target, { a: 2, c: 3, b: { y: 2 } });
  expect(JSON.stringify(merged)).toBe('{"b":{"x":1,"y":2},"a":2,"c":3}');
  expect(target).toEqual({ b: { x: 1 }, a: 1 });
});

const json: JsonObject = {
  dependencies: { "@scope/one": "1.0.0", two: "2.0.0" },
  devDependencies: { three: "3.0.0" },
  trustedDependencies: ["four", "five"],
};

test.each<[entries: Record<string, string[]>, facts: string[], result: JsonObject]>([
  [{}, [], json],
  [{ x: ["dependencies/two"] }, ["x"], json],
  [{ x: ["dependencies/two"] }, [], { ...json, dependencies: { "@scope/one": "1.0.0" } }],
  [{ x: ["dependencies/@scope/one"] }, [], { ...json, dependencies: { two: "2.0.0" } }],
  [{ x: ["trustedDependencies/four"] }, [], { ...json, trustedDependencies: ["five"] }],
  [
    { x: ["dependencies/two"], y: ["devDependencies/three"] },
    ["y"],
    { ...json, dependencies: { "@scope/one": "1.0.0" } },
  ],
])("entries %j with %j on", (entries, facts, result) => {
  expect(dropEntries(json, entries, new Set(facts))).toEqual(result);
});

test("a section with nothing left is removed", () => {
  const entries = {
    x: ["devDependencies/three"],
    y: ["trustedDependencies/four", "trustedDependencies/five"],
  };
  expect(dropEntries(json, entries, new Set())).toEqual({ dependencies: json["dependencies"] });
});

test.each(["dependencies/four", "scripts/dev", "dependencies/toString", "trustedDependencies/six"])(
  "an entry that doesn't exist is an error, on or off: %s",
  (path) => {
    for (const facts of [new Set<string>(), new Set(["x"])]) {
      expect(() => dropEntries(json, { x: [path] }, facts)).toThrow(path);
    }
  },
);

test("the text has the name first, sorted dependencies, and all other keys unchanged", () => {
  const text = packageJsonText(
    {
      private: true,
      name: "template",
      scripts: { b: "b", a: "a" },
      dependencies: { zod: "1", "@b/b": "1", a: "1" },
    },
    "@me/app",
  );
  expect(text).toBe(
    `${JSON.stringify({ name: "@me/app", private: true, scripts: { b: "b", a: "a" }, dependencies: { "@b/b": "1", a: "1", zod: "1" } }, null, 2)}\n`,
  );
});

test.each(["{", "[]", "null", '"text"'])("not an object: %s", (text) => {
  expect(() => parseJsonObject("layer/package.json", text)).toThrow("layer/package.json");
});
