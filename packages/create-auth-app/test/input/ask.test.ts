import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { Cancelled, Interrupted } from "../../src/errors.ts";
import { askOn } from "../../src/input/ask.ts";
import { parseFlags } from "../../src/input/flags.ts";
import type { Request } from "../../src/input/request.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";
import { keys, terminal } from "./terminal.ts";

// Two questions besides the directory, regardless of the real catalogue.
vi.mock("../../src/options/catalogue.ts", async (original) => {
  const { catalogue, ...rest } = await original<typeof import("../../src/options/catalogue.ts")>();
  const other = { label: "Other", hint: "" };
  const only = <Value extends string>(value: Value, label: string) => ({
    [value]: { label, hint: "" },
  });
  return {
    ...rest,
    catalogue: {
      ...catalogue,
      framework: { ...catalogue.framework, choices: only("react-router", "React Router") },
      database: {
        ...catalogue.database,
        choices: { ...only("sqlite", "SQLite"), other, third: other },
      },
      email: { ...catalogue.email, choices: only("console", "Console") },
      signIn: { ...catalogue.signIn, choices: { ...only("email-code", "Email code"), other } },
      // Only the third database gives it something to choose.
      room: {
        kind: "one",
        flag: "room",
        label: "Room",
        help: "",
        asked: true,
        appliesTo: "third",
        choices: { ...only("small", "Small"), ...only("large", "Large") },
        default: "small",
      },
    },
  };
});

function conversation(argv: readonly string[], at: { cwd?: string; nodeVersion?: string } = {}) {
  const { cwd = temporaryDirectory(), nodeVersion = "24.1.0" } = at;
  const screen = terminal();
  const controller = new AbortController();
  const host = { cwd, env: {}, platform: "linux", nodeVersion } as const;
  const flags = parseFlags(argv);
  const files = new Map([
    ["README.md", "new"],
    ["package.json", "{}"],
  ]);
  const planFor = (request: Request) => makePlan({ ...request, files, remote: flags.remote, host });
  const request = askOn(screen)(flags, host, planFor, controller.signal);
  return { ...screen, request, controller, cwd };
}

test("pressing Enter at every question chooses the defaults", async () => {
  const { answer, request, cwd } = conversation([]);
  await answer("Directory", keys.enter);
  await answer("Database", keys.enter);
  await answer("Sign-in", keys.enter);
  await answer("Create it?", keys.enter);
  const { target, answers, defaults } = await request;
  expect(target.path).toBe(join(cwd, "my-app"));
  expect(answers).toMatchObject({
    database: "sqlite",
    signIn: ["email-code"],
    pm: "npm",
    pinNode: false,
  });
  expect(defaults).toEqual([]);
});

test("keys that arrive at once answer one question each", async () => {
  const { answer, request, cwd } = conversation([]);
  const { enter, down } = keys;
  await answer("Directory", `one${enter}${down}${enter}b${down}${enter}${enter}${enter}`);
  await answer("Create it?", enter);
  const { target, answers } = await request;
  expect(target.path).toBe(join(cwd, "one"));
  expect(answers).toMatchObject({ database: "third", signIn: ["email-code"], room: "small" });
});

test("answers from flags aren't asked for again, and are shown in the summary", async () => {
  const { answer, request, screen } = conversation([
    "shop",
    "--database",
    "other",
    "--sign-in",
    "email-code",
  ]);
  await answer("Create it?", keys.enter);
  expect((await request).answers).toMatchObject({ database: "other" });
  expect(screen()).toMatch(/Database +Other/);
  expect(screen()).not.toContain("◆  Database");
});

test("for a remote template, only the directory is asked for, and the owner is named", async () => {
  const { answer, request, screen } = conversation(["--template", "gh:a/b"], {
    nodeVersion: "20.19.0",
  });
  await answer("Directory", keys.enter);
  await answer("Create it?", keys.enter);
  expect((await request).warnings).toEqual([]);
  expect(screen()).toContain("This installs and runs code from a/b (https://github.com/a/b).");
  expect(screen()).not.toMatch(/Database|Sign-in|Node/);
});

test("b goes back, with the earlier answers as defaults", async () => {
  const { answer, request, cwd } = conversation([]);
  await answer("Directory", `one${keys.enter}`);
  await answer("Database", `${keys.down}${keys.enter}`);
  await answer("Sign-in", "b");
  await answer("Database", "b");
  await answer("one", keys.enter);
  await answer("Database", keys.enter);
  await answer("Sign-in", keys.enter);
  await answer("Create it?", "b");
  await answer("Sign-in", keys.enter);
  await answer("More options", keys.down);
  await answer("● More options", keys.down);
  await answer("● Change an answer", keys.enter);
  await answer("one", `-more${keys.enter}`);
  await answer("Database", keys.enter);
  await answer("Sign-in", keys.enter);
  await answer("Create it?", keys.enter);
  const { target, answers } = await request;
  expect(target.path).toBe(join(cwd, "one-more"));
  expect(answers.database).toBe("other");
});

test("at least one sign-in method has to be chosen, and several can be", async () => {
  const { answer, request, screen } = conversation(["x", "--database", "sqlite"]);
  await answer("Sign-in", keys.space);
  await answer("◻ Email code", keys.enter);
  await answer("Choose at least one: Space selects it.", `${keys.down}${keys.space}`);
  await answer("Other", `${keys.up}${keys.space}${keys.enter}`);
  await answer("Create it?", keys.enter);
  expect((await request).answers.signIn).toEqual(["email-code", "other"]);
  expect(screen()).toMatch(/Sign-in +Email code, Other/);
});

test("a question that depends on an answer is asked with it, and dropped with it", async () => {
  const { answer, request, screen } = conversation(["x", "--sign-in", "email-code"]);
  await answer("Database", `${keys.down}${keys.down}${keys.enter}`);
  await answer("Room", `${keys.down}${keys.enter}`);
  await answer("Create it?", "b");
  expect(screen()).toMatch(/Room +Large/);
  await answer("Room", "b");
  await answer("Database", `${keys.up}${keys.up}${keys.enter}`);
  const before = screen().length;
  await answer("Create it?", keys.enter);
  expect((await request).answers).toMatchObject({ database: "sqlite", room: "small" });
  expect(screen().slice(before)).not.toContain("Room");
});

test("a flag that needs another answer also gives that answer", async () => {
  const { answer, request, screen } = conversation([
    "x",
    "--room",
    "large",
    "--sign-in",
    "email-code",
  ]);
  await answer("Create it?", keys.enter);
  expect((await request).answers).toMatchObject({ database: "third", room: "large" });
  expect(screen()).not.toContain("◆  Database");
});

test("a directory is refused at the prompt as in a flag", async () => {
  const { answer, request, screen } = conversation([]);
  await answer("Directory", `con${keys.enter}`);
  await answer("reserved on Windows", `tact${keys.enter}`);
  await answer("Database", keys.enter);
  await answer("Sign-in", keys.enter);
  await answer("Create it?", keys.enter);
  expect((await request).target.name).toBe("contact");
  expect(screen()).toContain('"con" can\'t be the directory');
});

test("a directory with files: choose another one, or write beside them", async () => {
  const cwd = temporaryDirectory();
  writeTree(cwd, { "full/README.md": "mine" });
  mkdirSync(join(cwd, "empty"));
  const { answer, request, screen } = conversation(["full"], { cwd });
  await answer("is not empty (README.md)", keys.enter);
  await answer("Directory", keys.enter);
  await answer("is not empty (README.md)", `${keys.down}${keys.enter}`);
  await answer("Database", keys.enter);
  await answer("Sign-in", keys.enter);
  await answer("Create it?", keys.enter);
  expect((await request).switches.overwrite).toBe(true);
  expect(screen()).toContain("These files will be replaced");
});

test("more options can be opened, and the session is asked only if there is a choice", async () => {
  const { answer, request, screen } = conversation(["x", "--database", "sqlite"]);
  await answer("Sign-in  1 of 1", keys.enter);
  await answer("two-factor, package manager", keys.down);
  await answer("● More options", keys.enter);
  await answer("Two-factor  2 of 3", keys.down);
  await answer("● Yes", keys.enter);
  await answer("Package manager  3 of 3", keys.enter);
  await answer("Create it?", keys.enter);
  expect((await request).answers).toMatchObject({ twoFactor: true, session: "cookie" });
  expect(screen()).toMatch(/Two-factor +on/);
});

test.each([
  ["Escape", keys.escape],
  ["Ctrl-C", keys.ctrlC],
])("%s quits at every question", async (_name, key) => {
  const before = ["Directory", "Database", "Sign-in", "Create it?"];
  for (const [at, question] of before.entries()) {
    const { answer, request, screen, cwd } = conversation([]);
    const left = expect(request).rejects.toBeInstanceOf(Cancelled);
    for (const earlier of before.slice(0, at)) await answer(earlier, keys.enter);
    await answer(question, key);
    await left;
    expect(screen()).toContain("Nothing was written.");
    expect(screen()).not.toContain(`${cwd}/my-app/`);
  }
});

test("a signal from outside isn't an answer", async () => {
  const { answer, request, controller } = conversation([]);
  const ended = expect(request).rejects.toBeInstanceOf(Interrupted);
  await answer("Directory", "");
  controller.abort(new Interrupted());
  await ended;
});

test("with an old Node, a pinned one is the default", async () => {
  const { answer, request } = conversation(
    ["x", "--database", "sqlite", "--sign-in", "email-code"],
    {
      nodeVersion: "20.19.0",
    },
  );
  await answer("The app needs Node.js 22.22.0 or newer; this is 20.19.0.", keys.enter);
  await answer("Create it?", keys.enter);
  expect((await request).answers.pinNode).toBe(true);
});

test("with an old Node and no to the pinned one, it says what to install", async () => {
  const { answer, request } = conversation(["x"], { nodeVersion: "20.19.0" });
  const refused = expect(request).rejects.toMatchObject({ code: "node-too-old", exitCode: 1 });
  await answer("The app needs", `${keys.down}${keys.enter}`);
  await refused;
});
