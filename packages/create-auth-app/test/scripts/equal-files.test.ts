import { expect, test } from "vitest";
import { type App, compare } from "../../scripts/equal-files/compare.ts";

const rules = {
  sharedFolders: ["server/db/", "test/support/"],
  exceptions: {} as Record<string, string>,
};

function app(name: string, serverRoot: string, files: Record<string, string>): App {
  const manifest = { kind: "app", fact: name, serverRoot } as const;
  return { name, manifest, files: new Map(Object.entries(files)) };
}

function compared(
  one: Record<string, string>,
  two: Record<string, string>,
  exceptions: Record<string, string> = {},
) {
  const { copies, problems } = compare(app("one", "app", one), app("two", "server", two), {
    ...rules,
    exceptions,
  });
  return { copies: Object.fromEntries(copies), problems };
}

const nothing = { copies: {}, problems: [] };

test("the same files are at the same place below the server folder, and elsewhere", () => {
  const one = { "app/db/index.ts": "a", "test/x.test.ts": "b", "app/routes.ts": "of one" };
  const two = { "server/db/index.ts": "a", "test/x.test.ts": "b", "src/main.ts": "of two" };
  expect(compared(one, two)).toEqual(nothing);
});

test("what both have is copied where it differs, in any folder", () => {
  expect(
    compared(
      { "app/db/index.ts": "new", "app/x.ts": "new", Dockerfile: "new" },
      { "server/db/index.ts": "old", "server/x.ts": "old", Dockerfile: "old" },
    ),
  ).toEqual({
    copies: { "server/db/index.ts": "new", "server/x.ts": "new", Dockerfile: "new" },
    problems: [],
  });
});

test("what one app lacks is copied in a shared folder only", () => {
  const one = { "app/db/index.ts": "a", "test/support/x.ts": "b", "app/x.ts": "c", "y.ts": "d" };
  expect(compared(one, {})).toEqual({
    copies: { "server/db/index.ts": "a", "test/support/x.ts": "b" },
    problems: [],
  });
});

test("what the other app has beyond the source is told, in a shared folder", () => {
  expect(compared({}, { "server/db/more.ts": "a", "server/x.ts": "b" })).toEqual({
    copies: {},
    problems: ["server/db/more.ts is in two only"],
  });
});

test("an exception may differ, be missing or be more", () => {
  const one = { "app/db/a.ts": "1", "app/db/b.ts": "1", "y.ts": "1" };
  const two = { "server/db/a.ts": "2", "server/db/c.ts": "2", "y.ts": "2" };
  const reasons = { "server/db/": "a folder of its own", "y.ts": "a file of its own" };
  expect(compared(one, two, reasons)).toEqual(nothing);
});

test("an exception for what is the same, or for nothing, is told", () => {
  const { problems } = compared({ "y.ts": "1" }, { "y.ts": "1" }, { "y.ts": "", "z.ts": "" });
  expect(problems).toEqual([
    "y.ts is an exception and need not be one",
    "z.ts is an exception and need not be one",
  ]);
});

test("a text that names a file of the server folder names the other app's", () => {
  const text = (root: string, of: string) =>
    `import "./${of}/db"; "../${of}/db/x.ts" ${of}/env.server.ts COPY ${root}/${of}/db ${root}/build`;
  const others = "my-app/db app/dbs myapp/db app/lib";
  const one = {
    "app/db/x.ts": "",
    "app/env.server.ts": "",
    "app/app.css": "",
    "y.ts": text("/app", "app") + others,
  };
  const two = { "server/db/x.ts": "", "server/env.server.ts": "" };
  const copied = compared(one, { ...two, "y.ts": "" }).copies;
  expect(copied).toEqual({ "y.ts": text("/app", "server") + others });
});

test("a line that the longer name of the server folder has broken is the same", () => {
  const one = { "app/db/x.ts": "", "a.ts": 'use("app/db", 1);', "b.ts": "use(1);" };
  const two = {
    "server/db/x.ts": "",
    "a.ts": 'use(\n  "server/db",\n  1,\n);',
    "b.ts": "use(\n1);",
  };
  expect(compared(one, two).copies).toEqual({ "b.ts": "use(1);" });
});
