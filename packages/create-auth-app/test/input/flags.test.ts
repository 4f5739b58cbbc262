import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { parseFlags } from "../../src/input/flags.ts";
import { switchDefaults } from "../../src/options/switches.ts";
import { madeUp, madeUpPresets } from "../options/made-up-catalogue.ts";

const parse = (...argv: string[]) => parseFlags(argv, madeUp, madeUpPresets);

describe("answers", () => {
  test.each([
    [["--shape", "square"], { shape: "square" }],
    [["--shape=square"], { shape: "square" }],
    [["--shape", "square", "--shape", "circle"], { shape: "circle" }],
    [["--colors", "red,blue"], { colors: ["red", "blue"] }],
    [["--colors", "blue, red"], { colors: ["red", "blue"] }],
    [["--colors", "blue", "--colors", "green"], { colors: ["green", "blue"] }],
    [["--frame"], { frame: true }],
    [["--no-frame"], { frame: false }],
    [["--frame", "--no-frame"], { frame: false }],
    [["--template", "disc"], { shape: "circle" }],
    [["-t", "disc", "--brush", "thick"], { shape: "circle", brush: "thick" }],
    [["-t", "disc", "--shape", "circle"], { shape: "circle" }],
    [["--corners", "round"], { corners: "round" }],
    [["--corners", "round", "--shape", "square"], { shape: "square", corners: "round" }],
    [["--corners", "sharp", "--shape", "circle"], { shape: "circle", corners: "sharp" }],
    [[], {}],
  ])("%j", (argv, answers) => {
    expect(parse(...argv).answers).toEqual(answers);
  });
});

describe("switches", () => {
  test.each([
    [["-y"], { yes: true }],
    [["--yes", "-i"], { yes: true, immediate: true }],
    [["-yi"], { yes: true, immediate: true }],
    [["--no-install", "--no-git"], { install: false, git: false }],
    [["--install"], { install: true }],
    [["--dry-run", "--json"], { "dry-run": true, json: true }],
    [["-h"], { help: true }],
    [["-v"], { version: true }],
  ])("%j", (argv, changed) => {
    expect(parse(...argv).switches).toEqual({ ...switchDefaults, ...changed });
  });
});

test.each([
  [["here"], "here"],
  [["--yes", "here"], "here"],
  [["--", "--here"], "--here"],
  [[""], ""],
  [[], undefined],
])("the directory of %j", (argv, directory) => {
  expect(parse(...argv).directory).toBe(directory);
});

test.each([
  [["--shap", "circle"], "Unknown flag: --shap", "Did you mean --shape?"],
  [["--no-instal"], "Unknown flag: --no-instal", "Did you mean --no-install?"],
  [
    ["--skip-everything"],
    "Unknown flag: --skip-everything",
    "create-auth-app --help lists all flags.",
  ],
  [["-x"], "Unknown flag: -x", "create-auth-app --help lists all flags."],
  [["--no-shape"], "Unknown flag: --no-shape", "Did you mean --shape?"],
  [
    ["--shape", "squar"],
    'Invalid --shape "squar".',
    "Did you mean square?\nAllowed: circle, square.",
  ],
  [["--shape", "pentagon"], 'Invalid --shape "pentagon".', "Allowed: circle, square."],
  [
    ["--shape", "SQUARE"],
    'Invalid --shape "SQUARE".',
    "Did you mean square?\nAllowed: circle, square.",
  ],
  [["--shape"], "--shape needs a value.", "Allowed: circle, square."],
  [["--shape="], "--shape needs a value.", "Allowed: circle, square."],
  [["--shape", "--yes"], "--shape needs a value.", "Allowed: circle, square."],
  [
    ["--colors", "red,"],
    'Invalid --colors "".',
    "Allowed: red, green, blue, or several: red,green,blue.",
  ],
  [
    ["--colors", "red,gren"],
    'Invalid --colors "gren".',
    "Did you mean green?\nAllowed: red, green, blue, or several: red,green,blue.",
  ],
  [["--yes=true"], "--yes takes no value.", 'Leave out "=true".'],
  [["--no-frame=1"], "--no-frame takes no value.", 'Leave out "=1".'],
  [["-t", "disk"], 'Invalid -t "disk".', "Did you mean disc?\nAllowed: disc."],
  [
    ["--shape", "circle", "--corners", "round"],
    "--corners round only works with --shape square.",
    "Add --shape square, or leave out --corners.",
  ],
  [
    ["-t", "disc", "--corners", "round"],
    "--corners round only works with --shape square.",
    "Add --shape square, or leave out --corners.",
  ],
  [
    ["-t", "npm:a/b"],
    '"npm:a/b" is not a valid remote template. Use gh:owner/repo, gitlab:, bitbucket:, sourcehut:, or an address https://….tar.gz.',
    "For example: gh:owner/repo, gh:owner/repo/folder, or gh:owner/repo#ref",
  ],
  [
    ["-t", "gh:a/b", "--shape", "square"],
    "--template gh:a/b and --shape square can't be combined.",
    "A remote template is used as it is. Leave one out.",
  ],
  [
    ["--no-frame", "-t", "gh:a/b"],
    "--template gh:a/b and --no-frame can't be combined.",
    "A remote template is used as it is. Leave one out.",
  ],
  [
    ["-t", "disc", "--shape", "square"],
    "--template disc and --shape square can't be combined.",
    "disc means --shape circle. Leave one out.",
  ],
])("%j is refused", (argv, message, hint) => {
  const refused = expect.objectContaining({ message, hint, exitCode: 2 });
  expect(() => parse(...argv)).toThrow(refused);
});

test("a second directory is refused, with a hint about npm", () => {
  const refused = () => parse("a", "b");
  expect(refused).toThrow(UserError);
  expect(refused).toThrow("Expected one directory, got 2: a, b.");
});

test("every real preset consists of valid answers", () => {
  expect(parseFlags(["--template", "react-router-sqlite"]).answers).toEqual({
    framework: "react-router",
    database: "sqlite",
  });
});

test("a preset that answers one question leaves the others to flags", () => {
  const flags = ["--template", "fsd-spa", "--database", "postgres", "--session", "token"];
  expect(parseFlags(flags).answers).toEqual({
    framework: "fsd-spa",
    database: "postgres",
    session: "token",
  });
});

test.each([
  [["--template", "postgres", "--session", "token"]],
  [["--framework", "react-router", "--session", "token"]],
])("tokens for a session only work with fsd-spa: %j", (argv) => {
  const message = "--session token only works with --framework fsd-spa.";
  const hint = "Add --framework fsd-spa, or leave out --session.";
  expect(() => parseFlags(argv)).toThrow(
    expect.objectContaining({ message, hint, exitCode: 2, code: "conflict" }),
  );
});

test("several sign-in methods, in the order of the catalogue", () => {
  expect(parseFlags(["--sign-in", "password,email-code", "--two-factor"]).answers).toEqual({
    signIn: ["email-code", "password"],
    twoFactor: true,
  });
});

test("a template on GitHub, and its package manager", () => {
  expect(parseFlags(["--template", "gh:a/b/c#d", "--pm", "pnpm"])).toMatchObject({
    template: "gh:a/b/c#d",
    remote: { provider: "github", repository: "a/b", folder: "c", ref: "d" },
    answers: { pm: "pnpm" },
  });
  expect(parseFlags(["--template", "postgres"]).remote).toBeUndefined();
});

test("suggested flags and values are accepted", () => {
  const near = fc
    .tuple(
      fc.constantFrom("shape", "colors", "no-frame", "no-install", "overwrite", "dry-run", "help"),
      fc.nat(8),
      fc.constantFrom("", "x", "-", "e"),
    )
    .map(([name, at, by]) => `--${name.slice(0, at)}${by}${name.slice(at + 1)}`);
  const typed = fc.oneof(
    near.map((flag) => [flag]),
    fc.constantFrom("circl", "squar", "squre", "blue", "").map((value) => ["--shape", value]),
    fc.constantFrom("rd", "gren,red", "blu").map((value) => ["--colors", value]),
  );
  fc.assert(
    fc.property(typed, (argv) => {
      const [, proposed] = /Did you mean ([\w-]+)\?/.exec(hintFor(argv)) ?? [];
      if (proposed === undefined) return;
      const instead = proposed.startsWith("--") ? [proposed] : [argv[0] ?? "", proposed];
      expect(hintFor(instead)).toMatch(/^$|^Allowed: /);
    }),
  );
});

function hintFor(argv: readonly string[]): string {
  try {
    parse(...argv);
    return "";
  } catch (error) {
    if (error instanceof UserError) return error.hint ?? "";
    throw error;
  }
}
