import { homedir } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { assertUsablePath, parseDirectory } from "../../src/project/directory.ts";

const at = { cwd: "/home/me", platform: "linux" } as const;
const onWindows = { cwd: "C:\\Users\\me", platform: "win32" } as const;

test.each([
  ["my-app", "/home/me/my-app", "my-app"],
  ["./my-app/", "/home/me/my-app", "my-app"],
  ["a/b/c", "/home/me/a/b/c", "c"],
  ["/srv/apps/shop", "/srv/apps/shop", "shop"],
  ["../next", "/home/next", "next"],
  [".", "/home/me", "me"],
  ["@me/app", "/home/me/@me/app", "@me/app"],
  ["/x/@me/My App", "/x/@me/My App", "@me/my-app"],
  ["My App!", "/home/me/My App!", "my-app"],
  ["Café", "/home/me/Café", "cafe"],
  ["it's mine", "/home/me/it's mine", "its-mine"],
  ["日本", "/home/me/日本", "my-app"],
  ["🚀 app", "/home/me/🚀 app", "app"],
  [".hidden", "/home/me/.hidden", "hidden"],
  ["_private", "/home/me/_private", "private"],
  ["v1.2", "/home/me/v1.2", "v1.2"],
  ["UPPER", "/home/me/UPPER", "upper"],
])("%s", (typed, path, name) => {
  expect(parseDirectory(typed, at)).toEqual({ typed, path, name });
});

test("the directory may have a scope above it", () => {
  expect(parseDirectory(".", { ...at, cwd: "/x/@me/app" }).name).toBe("@me/app");
});

test.each([
  ["", "The directory has no name."],
  ["  ", "The directory has no name."],
  ["/", "A project can't be the root of the file system: /"],
  ["~/app", '"~" isn\'t expanded in "~/app".'],
  ["~", '"~" isn\'t expanded.'],
  ["node_modules", 'Node.js doesn\'t run TypeScript in "node_modules"'],
  ["a/Node_Modules/b", 'Node.js doesn\'t run TypeScript in "Node_Modules"'],
  [".git", '".git" is where git keeps a repository'],
  [".GIT", '".GIT" is where git keeps a repository'],
  ["app/.git/hooks", '".git" is where git keeps a repository'],
  ["git~1", '"git~1" is where git keeps a repository'],
  [".g\u200cit", "is where git keeps a repository"],
  ["favicon.ico", '"favicon.ico" can\'t be the name of a package'],
  ["http", '"http" can\'t be the name of a package: http is a core module name.'],
  ["con", '"con" can\'t be the directory: "con" is reserved on Windows.'],
  ["nul .txt", "reserved on Windows"],
  ["CONIN$", "reserved on Windows"],
  ["...", "Windows drops a dot or space at the end of a name"],
  ["a/.. /b", "Windows drops a dot or space at the end of a name"],
  ["a/AUX.txt/b", '"AUX.txt" is reserved on Windows'],
  ["lpt1", "reserved on Windows"],
  ["app.", "Windows drops a dot or space at the end of a name"],
  ["app ", "Windows drops a dot or space at the end of a name"],
  [" app", "it starts with a space"],
  ["a:b", '":" doesn\'t work in names on every system'],
  ["a?b", '"?" doesn\'t work'],
  ["a*b", '"*" doesn\'t work'],
  ["a|b", '"|" doesn\'t work'],
  ["a<b", '"<" doesn\'t work'],
  ["a#b", 'the project\'s tools take "#" for the end of the path'],
  ["100%", 'the project\'s tools take "%" for the start of an escape'],
  ["Projects [2026]", 'the project\'s tools take "[" for a pattern'],
  ["a[b", 'the project\'s tools take "[" for a pattern'],
  ["{a,b}/c", 'the project\'s tools take "{" for a pattern'],
  ['say "hi"', '""" doesn\'t work'],
  ["a\\b", "a backslash doesn't work"],
  ["a\nb", "control character"],
  ["a\0b", "control character"],
  ["-app", '"-app" would be taken for a flag'],
  ["x".repeat(256), "a name can have at most 255 bytes"],
  ["x".repeat(215), "no longer contain more than 214 characters"],
])("%j is refused", (typed, reason) => {
  expect(() => parseDirectory(typed, at)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(reason), exitCode: 2 }),
  );
});

test("~ is expanded", () => {
  expect(() => parseDirectory("~/app", at)).toThrow(
    expect.objectContaining({ hint: `Write the path out: ${homedir()}/app` }),
  );
});

test.each([
  "/home/a:b",
  "/home/a#b",
  "/home/a?b",
  "/home/100%",
  "/home/Projects [2026]",
  "/home/{a}",
  "/home/a[b/c",
])("a place like %s breaks the tools", (cwd) => {
  expect(() => parseDirectory("app", { ...at, cwd })).toThrow("which breaks the project's tools");
});

test.each([
  ["/home/x/node_modules/y", 'Node.js doesn\'t run TypeScript in "node_modules"'],
  ["/home/x/.git", '".git" is where git keeps a repository'],
])("no project is created inside %s", (cwd, reason) => {
  expect(() => parseDirectory("app", { ...at, cwd })).toThrow(
    `A project can't be in ${cwd}/app: ${reason}`,
  );
});

// Each was tried: a project in such a directory was verified, built, type-checked and tested.
test.each([
  ..."a]b a}b (a) a(b a)b @(a) a!b !a a+b +(a) @a a@b a,b a;b $a a$&b a`b it's a&b a=b".split(" "),
  ..."a^b a~b Größe 日本 🚀".split(" "),
  "a b",
])("%s is fine, as a name and above it", (name) => {
  expect(parseDirectory(name, at).path).toBe(`/home/me/${name}`);
  expect(() => parseDirectory("app", { ...at, cwd: `/home/${name}` })).not.toThrow();
});

test("a control character doesn't reach the terminal", () => {
  expect(() => parseDirectory("a\u001B[31mb", at)).toThrow('"a?[31mb" can\'t be the directory');
});

describe("on Windows", () => {
  test.each([
    ["my-app", "C:\\Users\\me\\my-app", "my-app"],
    ["apps/web", "C:\\Users\\me\\apps\\web", "web"],
    ["apps\\web", "C:\\Users\\me\\apps\\web", "web"],
    ["@me\\app", "C:\\Users\\me\\@me\\app", "@me/app"],
    ["D:\\work\\My App", "D:\\work\\My App", "my-app"],
    ["D:/apps/app", "D:\\apps\\app", "app"],
    ["..\\next", "C:\\Users\\next", "next"],
    [".", "C:\\Users\\me", "me"],
  ])("%s", (typed, path, name) => {
    expect(parseDirectory(typed, onWindows)).toEqual({ typed, path, name });
  });

  test.each([
    ["C:\\", "can't be the root of the file system"],
    ["D:app", '":" doesn\'t work in names on every system'],
    ["a:b", '":" doesn\'t work in names on every system'],
    ["nul", "reserved on Windows"],
    ["apps\\CON\\web", '"CON" is reserved on Windows'],
    ["apps\\.git", '".git" is where git keeps a repository'],
    ["\\\\server\\share\\app", "can't run in a path without a drive"],
    ["//server/share/app", "can't run in a path without a drive"],
    ["\\\\?\\C:\\app", "can't run in a path without a drive"],
    ["\\\\.\\C:\\app", "can't run in a path without a drive"],
    ["a;b", 'The path contains ";"'],
    [`${"x".repeat(100)}\\${"y".repeat(40)}`, "The path is too long for programs on Windows"],
  ])("%s is refused", (typed, reason) => {
    expect(() => parseDirectory(typed, onWindows)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(reason), exitCode: 2 }),
    );
  });

  test("an existing directory that turns out to be on a share is refused", () => {
    expect(() => assertUsablePath("\\\\server\\share\\app", onWindows)).toThrow("without a drive");
  });
});

describe("what an error suggests", () => {
  const troublesome = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("node_modules", "favicon.ico", "http", "con", ".git", "~", "~/a#b", "a[b"),
    fc.integer({ min: 180, max: 300 }).map((length) => "x".repeat(length)),
    fc.integer({ min: 180, max: 300 }).map((length) => `@me/${"y.".repeat(length / 2)}z`),
    fc.integer({ min: 180, max: 255 }).map((length) => `@${"s".repeat(length)}/http`),
  );

  test.each([at, onWindows])("can be typed instead (%j)", (place) => {
    fc.assert(
      fc.property(troublesome, (typed) => {
        const hint = hintFor(typed, place);
        const [, proposed] = /^(?:For example|Write it out): (.*)$/s.exec(hint) ?? [];
        if (proposed === undefined) return;
        expect(hintFor(proposed, place)).toBe("");
        expect(proposed.length).toBeLessThan(Math.max(typed.length, 20) + 20);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["x".repeat(215), `For example: ${"x".repeat(20)}-app`],
    ["y".repeat(300), "Choose a shorter one."],
    [`@me/${"x".repeat(215)}`, `For example: @me/${"x".repeat(20)}-app`],
    ["http", "For example: http-app"],
    ["gh:acme/app", "If it's a template: --template gh:acme/app"],
  ])("for %s it is %s", (typed, hint) => {
    expect(hintFor(typed, at)).toBe(hint);
  });
});

/** What is suggested instead of a directory, or nothing if it is accepted. */
function hintFor(typed: string, place: Parameters<typeof parseDirectory>[1]): string {
  try {
    parseDirectory(typed, place);
    return "";
  } catch (error) {
    if (error instanceof UserError) return error.hint ?? "no hint";
    throw error;
  }
}
