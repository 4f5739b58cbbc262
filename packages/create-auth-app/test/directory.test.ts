import { homedir } from "node:os";
import { expect, test } from "vitest";
import { parseDirectory } from "../src/directory.ts";

const at = { cwd: "/home/me" };

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

test("the directory may be one with a scope above it", () => {
  expect(parseDirectory(".", { cwd: "/x/@me/app" }).name).toBe("@me/app");
});

test.each([
  ["", "The directory has no name."],
  ["  ", "The directory has no name."],
  ["/", "A project cannot be the root of the file system: /"],
  ["~/app", '"~" is not expanded here: "~/app".'],
  ["~", '"~" is not expanded here: "~".'],
  ["node_modules", '"node_modules" cannot be the name of a package'],
  ["favicon.ico", '"favicon.ico" cannot be the name of a package'],
  ["http", '"http" cannot be the name of a package: http is a core module name.'],
  ["con", '"con" cannot be a directory: "con" is reserved on Windows.'],
  ["a/AUX.txt/b", '"AUX.txt" is reserved on Windows'],
  ["lpt1", "reserved on Windows"],
  ["app.", "Windows drops a dot or a space at the end of a name"],
  ["app ", "Windows drops a dot or a space at the end of a name"],
  [" app", "it starts with a space"],
  ["a:b", '":" does not work in names on every system'],
  ["a?b", '"?" does not work'],
  ["a#b", '"#" does not work'],
  ["100%", '"%" does not work'],
  ['say "hi"', '""" does not work'],
  ["a\\b", "a backslash does not work"],
  ["a\nb", "control character"],
  ["a\0b", "control character"],
  ["-app", '"-app" would be taken for a flag'],
  ["x".repeat(256), "a name has at most 255 bytes"],
  ["x".repeat(215), "no longer contain more than 214 characters"],
])("%j is refused", (typed, reason) => {
  expect(() => parseDirectory(typed, at)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(reason), exitCode: 2 }),
  );
});

test("what ~ stands for is written out", () => {
  expect(() => parseDirectory("~/app", at)).toThrow(
    expect.objectContaining({ hint: `Write it out: ${homedir()}/app` }),
  );
});

test.each(["/home/a:b", "/home/a#b", "/home/100%"])("a place like %s breaks the tools", (cwd) => {
  expect(() => parseDirectory("app", { cwd })).toThrow("which breaks the tools of the project");
});

test("a control character does not reach the terminal", () => {
  expect(() => parseDirectory("a\u001B[31mb", at)).toThrow('"a?[31mb" cannot be a directory');
});
