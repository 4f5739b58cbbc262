import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type CommandName, commandIn } from "../../src/input/commands.ts";
import { parseFlags } from "../../src/input/flags.ts";
import { catalogueDefaults } from "../../src/options/answers.ts";
import type { Answers } from "../../src/options/catalogue.ts";
import { parseUpdate } from "../../src/update/arguments.ts";
import { changeAnswers } from "../../src/update/change-answers.ts";

const before = catalogueDefaults();

/** The answers that differ after a command line. */
function changes(line: string, from: Answers = before) {
  const [command = "", ...argv] = line.split(" ");
  const after = changeAnswers(from, parseUpdate(command as CommandName, argv));
  return Object.fromEntries(
    Object.entries(after).filter(
      ([id, value]) => String(value) !== String(from[id as keyof Answers]),
    ),
  );
}

/** The message and the hint of what a command line throws. */
function refusal(line: string, from: Answers = before): string {
  try {
    changes(line, from);
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint ?? ""}`.trim();
    throw error;
  }
  return "nothing";
}

describe("the changes that a command line asks for", () => {
  const both: Answers = { ...before, signIn: ["email-code", "password"], twoFactor: true };
  test.each<[string, Partial<Answers>, Answers?]>([
    ["update", {}],
    ["update my-app --yes", {}],
    [
      "update --sign-in email-code,password --two-factor",
      { signIn: ["email-code", "password"], twoFactor: true },
    ],
    ["update --sign-in password", { signIn: ["password"] }],
    ["update --database postgres --email resend", { database: "postgres", email: "resend" }],
    ["add password", { signIn: ["email-code", "password"] }],
    ["add two-factor password", { signIn: ["email-code", "password"], twoFactor: true }],
    ["add resend ./my-app", { email: "resend" }],
    ["add email-code", {}],
    ["remove two-factor", { twoFactor: false }, both],
    ["remove email-code", { signIn: ["password"] }, both],
    ["remove two-factor", {}],
    ["add token", { session: "token" }, { ...before, framework: "fsd-spa" }],
  ])("%s", (line, expected, from = before) => {
    expect(changes(line, from)).toEqual(expected);
  });
});

test.each<[string, string, Answers?]>([
  ["add pasword", "Did you mean password?"],
  ["add", "What should be added? For example: create-auth-app add two-factor"],
  ["remove email-code", "Without email-code, the project would have no sign-in."],
  ["remove sqlite", "For example: create-auth-app add postgres"],
  ["add fsd-spa", "The framework of a project can't be changed."],
  ["update --framework fsd-spa", "It's React Router."],
  ["add token", "--session token only works with --framework fsd-spa"],
  ["update --sign-in pasword", "Did you mean password?"],
  ["update --contine", "Did you mean --continue?"],
  ["update --continue --abort", "--continue and --abort can't be combined."],
  ["update --abort --two-factor", "takes no answers"],
  ["update --continue --dry-run", "can't be combined with --dry-run"],
  ["add two-factor --continue", 'Use "update --continue"'],
  ["add two-factor --database postgres", "Unknown flag: --database."],
  ["update a b", "Expected one directory, got 2: a, b."],
  ["status --yes", "Unknown flag: --yes."],
])("%s is refused: %s", (line, expected, from = before) => {
  expect(refusal(line, from)).toContain(expected);
});

test("--diff works on its own, and means a dry run", () => {
  expect(parseUpdate("update", ["--diff"])).toMatchObject({ diffPath: undefined });
  expect(parseUpdate("update", ["--diff", "--json"]).switches).toMatchObject({
    json: true,
    diff: true,
  });
  const { diffPath, directory, switches } = parseUpdate("update", [
    "app",
    "--diff",
    "app/routes.ts",
  ]);
  expect({ diffPath, directory }).toEqual({ diffPath: "app/routes.ts", directory: "app" });
  expect(switches["dry-run"]).toBe(true);
});

test("a command is the first argument; a project with the same name is written with ./", () => {
  expect(commandIn(["update", "my-app"])).toBe("update");
  expect(commandIn(["./update"])).toBeUndefined();
  expect(commandIn(["my-app", "update"])).toBeUndefined();
  expect(parseFlags(["./update"]).directory).toBe("./update");
  expect(() => parseFlags(["--yes", "update"])).toThrow('"update" is a command');
});
