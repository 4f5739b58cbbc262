import { describe, expect, test } from "vitest";
import { catalogueDefaults, flagsFor } from "../../src/options/answers.ts";
import { type Answers, catalogue } from "../../src/options/catalogue.ts";
import { type SwitchName, switchDefaults } from "../../src/options/switches.ts";
import { doneText } from "../../src/output/done-text.ts";
import { dryRunText, notEmptyText, summaryRows, summaryTexts } from "../../src/output/messages.ts";
import { commandsLeft, makePlan } from "../../src/plan/plan.ts";
import { gitCommands, type StepId } from "../../src/plan/planned-steps.ts";
import { parseRemoteTemplate } from "../../src/remote/remote-template.ts";

const git = [
  "git init --initial-branch=main",
  "git add --all",
  "git commit --no-gpg-sign --no-verify --message 'Initial commit'",
];
const plain = (_emphasis: string, text: string) => text;
const unwrapped = { style: plain, columns: Number.POSITIVE_INFINITY };
const files = new Map([
  ["README.md", "Größe"],
  ["package.json", "{}"],
]);

function plan(
  switches: Partial<Record<SwitchName, boolean>> = {},
  answers: Partial<Answers> = {},
  at: {
    cwd?: string;
    path?: string;
    typed?: string;
    entries?: string[];
    repository?: boolean;
    platform?: NodeJS.Platform;
  } = {},
  remote: { text: string; json: string } | undefined = undefined,
) {
  const { cwd = "/home/me", path = "/home/me/my-app", typed = "my-app", entries = [] } = at;
  const { repository = false, platform = "linux" } = at;
  return makePlan({
    target: { typed, path, name: "my-app", exists: entries.length > 0, entries, repository },
    answers: { ...catalogueDefaults(), ...answers },
    switches: { ...switchDefaults, ...switches },
    files: remote ? new Map([...files, ["package.json", remote.json]]) : files,
    remote: remote && parseRemoteTemplate(remote.text),
    host: { cwd, platform },
  });
}

test("files are counted in bytes", () => {
  expect(plan().files).toEqual([
    { path: "README.md", bytes: 7 },
    { path: "package.json", bytes: 2 },
  ]);
});

describe("steps", () => {
  test.each<[Partial<Record<SwitchName, boolean>>, (string | undefined)[]]>([
    [{}, [undefined, undefined, undefined, undefined]],
    [{ install: false }, ["--no-install", "--no-install", "--no-install", undefined]],
    [{ setup: false }, [undefined, "--no-setup", "--no-setup", undefined]],
    [{ verify: false }, [undefined, undefined, "--no-verify", undefined]],
    [{ git: false }, [undefined, undefined, undefined, "--no-git"]],
  ])("with %j, these are skipped: %j", (switches, skipped) => {
    const { steps } = plan(switches);
    expect(steps.map(({ id }) => id)).toEqual(["install", "setup", "verify", "git"]);
    expect(steps.map((step) => step.skipped?.reason)).toEqual(skipped);
  });

  test.each([
    ["npm", ["npm install", "npm run setup", "npm run verify"]],
    ["pnpm", ["pnpm install", "pnpm run setup", "pnpm run verify"]],
    ["yarn", ["yarn install", "yarn run setup", "yarn run verify"]],
    ["bun", ["bun install", "bun run setup", "bun run verify"]],
  ] as const)("%s runs the scripts of the project", (pm, commands) => {
    const { steps } = plan({}, { pm });
    expect(
      steps.slice(0, 3).flatMap((step) => step.commands.map((command) => command.join(" "))),
    ).toEqual(commands);
  });

  test("nothing is committed in an existing repository", () => {
    expect(plan({}, {}, { repository: true }).steps.at(-1)?.skipped?.reason).toBe(
      "the directory is already in a repository",
    );
  });

  test.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ ".env": "A=1", ".gitignore": "node_modules\n.env\n" }, false],
    [{ ".env": "A=1", ".gitignore": ".env*\r\n!.env.example\r\n" }, false],
    [{ ".env": "A=1", ".gitignore": "!package.json\n/.env\n*.log\n!/lib/\n" }, false],
    [{ ".env": "A=1", ".gitignore": ".env*\n!.env\n" }, true],
    [{ ".env": "A=1", ".gitignore": ".env\n!*\n" }, true],
    [{ ".env": "A=1", ".gitignore": "# .env\n.env.*\nxenv\n" }, true],
    [{ ".env": "A=1", ".gitignore": "node_modules\n" }, true],
    [{ ".env": "A=1" }, true],
  ])("a secret stays out of the commit if %j doesn't ensure that: %j", (of, removed) => {
    const lines = gitCommands(new Map(Object.entries(of))).map((command) => command.join(" "));
    expect(lines.includes("git rm --cached --quiet --ignore-unmatch .env")).toBe(removed);
  });

  test("files that were already in the directory aren't committed", () => {
    expect(
      plan({}, {}, { entries: ["mine.txt"], path: "/does/not/exist" }).steps.at(-1)?.skipped
        ?.reason,
    ).toBe("the directory wasn't empty");
  });
});

describe("the command that repeats the setup", () => {
  const { pm: _pm, ...asked } = catalogue;
  const answers = (chosen: Partial<Answers> = {}) =>
    [...flagsFor({ ...catalogueDefaults(), ...chosen }, asked), ""].join(" ");

  test.each<[Partial<Record<SwitchName, boolean>>, Partial<Answers>, string, string]>([
    [{}, {}, "my-app", `npm create auth-app@latest my-app -- ${answers()}--yes`],
    [
      { yes: true, json: true },
      {},
      "my-app",
      `npm create auth-app@latest my-app -- ${answers()}--yes`,
    ],
    [
      { git: false, immediate: true },
      { pm: "pnpm" },
      "my-app",
      `pnpm create auth-app@latest my-app ${answers()}--no-git --immediate --yes`,
    ],
    [
      {},
      { pinNode: true, pm: "bun" },
      "it's",
      `bun create auth-app@latest 'it'\\''s' ${answers({ pinNode: true })}--yes`,
    ],
  ])("%j %j %s", (switches, chosen, typed, again) => {
    expect(plan(switches, chosen, { typed }).again).toBe(again);
  });
});

describe("the remaining commands", () => {
  test.each<
    [
      Partial<Record<SwitchName, boolean>>,
      "install" | "setup" | "verify" | "git" | undefined,
      string[],
    ]
  >([
    [{}, undefined, ["npm run dev"]],
    [{ install: false }, undefined, ["npm install", "npm run setup", "npm run dev"]],
    [{ setup: false }, undefined, ["npm run setup", "npm run dev"]],
    [{}, "install", ["npm install", "npm run setup", "npm run verify", ...git, "npm run dev"]],
    [{ verify: false }, "install", ["npm install", "npm run setup", ...git, "npm run dev"]],
    [{ setup: false }, "install", ["npm install", "npm run setup", ...git, "npm run dev"]],
    [{}, "verify", ["npm run verify", ...git, "npm run dev"]],
    [{ git: false }, "verify", ["npm run verify", "npm run dev"]],
    [{}, "git", [...git, "npm run dev"]],
  ])("with %j after %j", (switches, failed, lines) => {
    expect(commandsLeft(plan(switches), failed, "linux")).toEqual(["cd my-app", ...lines]);
  });

  test.each([{ entries: ["mine.txt"], path: "/does/not/exist" }, { repository: true }])(
    "no commit that wouldn't have been made anyway (%j)",
    (at) => {
      expect(commandsLeft(plan({}, {}, at), "verify", "linux").join()).not.toContain("git");
    },
  );

  test.each([
    ["C:\\Users\\me", "C:\\Users\\me\\My App", 'cd "My App"'],
    ["C:\\Users\\me", "D:\\work\\app", "pushd D:\\work\\app"],
  ])("on Windows from %s to %s", (cwd, path, cd) => {
    const planned = plan({}, {}, { cwd, path, platform: "win32" });
    expect(commandsLeft(planned, undefined, "win32")).toEqual([cd, "npm run dev"]);
  });

  test.each([
    ["/home/me/my-app", "/home/me/my-app", undefined],
    ["/home/me", "/home/me/a b/c", "cd 'a b/c'"],
    ["/home/me/x/y", "/srv/app", "cd /srv/app"],
    ["/home/me/x", "/home/me/y", "cd /home/me/y"],
  ])("from %s to %s", (cwd, path, cd) => {
    expect(commandsLeft(plan({}, {}, { cwd, path }), undefined, "linux")).toEqual([
      ...(cd ? [cd] : []),
      "npm run dev",
    ]);
  });
});

describe("a remote template", () => {
  const remote = (...scripts: string[]) => ({
    text: "gh:a/b/c#d",
    json: JSON.stringify({ scripts: Object.fromEntries(scripts.map((name) => [name, "x"])) }),
  });
  const absent = "package.json has no script with that name";

  test.each<[string[], (string | undefined)[], string[]]>([
    [["setup", "verify", "dev"], [undefined, undefined], ["npm run dev"]],
    [["setup"], [undefined, absent], []],
    [["verify"], [absent, undefined], []],
    [[], [absent, absent], []],
  ])("with the scripts %j", (scripts, skipped, next) => {
    const planned = plan({}, {}, {}, remote(...scripts));
    expect(planned.steps.map((step) => step.skipped?.reason)).toEqual([
      undefined,
      ...skipped,
      undefined,
    ]);
    expect(commandsLeft(planned, undefined, "linux")).toEqual(["cd my-app", ...next]);
  });

  test("lists the steps that a flag skips", () => {
    const planned = plan({ setup: false }, {}, {}, remote("setup", "dev"));
    expect(planned.steps.map((step) => step.skipped?.reason)).toEqual([
      undefined,
      "--no-setup",
      "--no-setup",
      undefined,
    ]);
    expect(commandsLeft(planned, "install", "linux")).toEqual([
      "cd my-app",
      "npm install",
      "npm run setup",
      ...git,
      "npm run dev",
    ]);
  });

  test("works with a package.json without scripts", () => {
    const { steps } = plan({}, {}, {}, { ...remote(), json: "{}" });
    expect(steps.map((step) => step.skipped?.reason)).toEqual([
      undefined,
      absent,
      absent,
      undefined,
    ]);
  });

  test("the command that repeats the setup names it, and no answers", () => {
    expect(plan({ git: false }, { pm: "pnpm" }, {}, remote("dev")).again).toBe(
      "pnpm create auth-app@latest my-app --template 'gh:a/b/c#d' --no-git --yes",
    );
  });

  test("doesn't promise a start script that isn't there", () => {
    expect(() => plan({ immediate: true }, {}, {}, remote("setup"))).toThrow(
      'its package.json has no script "dev"',
    );
  });

  test("the summary says whose code it is", () => {
    const run = plan({}, {}, {}, remote("setup", "dev"));
    expect(summaryRows(run)).toEqual([
      ["Directory", "/home/me/my-app"],
      ["Template", "gh:a/b/c#d"],
      ["Package manager", "npm"],
      ["Files", "2 (1 KB)"],
      ["Next", "install, its setup script, first commit"],
    ]);
    const text = "This installs and runs code from a/b (https://github.com/a/b).";
    expect(summaryTexts(run)).toEqual([text]);
    expect(summaryTexts(plan({ install: false }, {}, {}, remote("dev")))).toEqual([]);
  });

  test("the final text mentions no sign-in page", () => {
    const ended = (next: string[]) => ({ next, done: new Set<StepId>() });
    const text = doneText(plan({}, {}, {}, remote("dev")), ended(["npm run dev"]), unwrapped);
    expect(text).not.toContain("sign in");
    expect(text).toContain("Next:\n  npm run dev");
    expect(doneText(plan({}, {}, {}, remote()), ended([]), unwrapped)).not.toContain("Next:");
  });
});

describe("the texts", () => {
  const next = ["cd my-app", "npm run dev"];

  test("the summary", () => {
    expect(summaryRows(plan())).toEqual([
      ["Directory", "/home/me/my-app"],
      ["Framework", "React Router"],
      ["Database", "SQLite"],
      ["Email", "Console"],
      ["Sign-in", "Email code"],
      ["Two-factor", "off"],
      ["Package manager", "npm"],
      ["Files", "2 (1 KB)"],
      ["Next", "install, database, test sign-in, first commit"],
    ]);
  });

  test("the dry run", () => {
    expect(dryRunText(plan({ git: false }), plain, "linux")).toBe(
      [
        "2 files (1 KB) in /home/me/my-app:",
        "  7  README.md",
        "  2  package.json",
        "",
        "Then:",
        "  install  npm install",
        "  setup    npm run setup",
        "  verify   npm run verify",
        "  git      skipped: --no-git",
        "",
        "This was a dry run. Nothing was written.",
      ].join("\n"),
    );
  });

  test("the dry run shows the commands unchanged, each on its own line", () => {
    const text = dryRunText(plan(), plain, "linux");
    expect(text).toContain(`  git      ${git.join("\n           ")}\n`);
  });

  test("a list that is too long ends in a number", () => {
    const colliding = Array.from({ length: 15 }, (_, index) => `file-${index}`);
    expect(notEmptyText({ ...plan(), colliding }).hint).toContain("file-11\n  … and 3 more\n");
  });

  test("the summary leaves out what doesn't apply, and pinned Node.js unless it's on", () => {
    const row = (wanted: string, answers: Partial<Answers> = {}) =>
      summaryRows(plan({}, answers)).find(([label]) => label === wanted)?.[1];
    expect(row("Two-factor", { twoFactor: true })).toBe("on");
    expect(row("Session")).toBeUndefined();
    expect(row("Session", { framework: "fsd-spa" })).toBe("Cookie");
    expect(row("Sign-in", { signIn: ["email-code", "password"] })).toBe("Email code, Password");
    expect(row("Pinned Node.js")).toBeUndefined();
    expect(row("Pinned Node.js", { pinNode: true })).toBe("on");
  });

  test("the name of the package is in the summary if it differs from the directory", () => {
    expect(summaryRows(plan())).not.toContainEqual(["Package", "my-app"]);
    const named = plan({}, {}, { typed: "My App!!" });
    expect(summaryRows(named)).toContainEqual(["Package", "my-app"]);
  });

  test.each([
    [["email-code"], "sign in with any email address.\nYou'll find the code at /dev/mailbox."],
    [
      ["email-code", "password"],
      "sign in with any email address.\nYou'll find the code at /dev/mailbox.",
    ],
    [
      ["password"],
      "create an account with any email address.\nYou'll find the link that confirms it at /dev/mailbox.",
    ],
  ] as const)("the end with %j says how to see that it works", (signIn, steps) => {
    const text = doneText(plan({}, { signIn }), { next, done: new Set() }, unwrapped);
    expect(text).toContain(`Open the address it prints and ${steps}\n`);
  });

  test("the final text says what was created and tested, what to type, and where to look", () => {
    const [readme, json] = plan().files;
    const auth = { path: "app/services/auth.server.ts", bytes: 1 };
    const made = { ...plan(), files: [readme, json, auth].filter((file) => file !== undefined) };
    const done = new Set(["install", "setup", "verify", "git"] as const);
    expect(doneText(made, { next, done }, unwrapped)).toBe(
      [
        "",
        "✓ my-app is ready",
        "",
        "  Created  3 files in /home/me/my-app, with a first commit",
        "  Tested   sign-in with an email code, and that strangers can't see the dashboard",
        "  Code     app/services/auth.server.ts for sign-in, README.md for the rest",
        "",
        "Next:",
        "  cd my-app",
        "  npm run dev",
        "",
        "Open the address it prints and sign in with any email address.",
        "You'll find the code at /dev/mailbox.",
        "",
        "To repeat this setup:",
        `  ${made.again}`,
      ].join("\n"),
    );
  });

  test("the final text names every sign-in method that was tested", () => {
    const signIn = ["email-code", "password", "passkey", "github", "google"] as const;
    const text = doneText(
      plan({}, { signIn }),
      { next, done: new Set(["verify"] as const) },
      unwrapped,
    );
    expect(text).toContain(
      "  Tested   sign-in with an email code, a password, a passkey, and a provider, and that",
    );
  });

  test("the final text claims nothing that wasn't done", () => {
    const text = doneText(plan(), { next, done: new Set() }, unwrapped);
    expect(text).toContain("my-app has been created");
    expect(text).not.toMatch(/Tested|commit/);
  });

  test("no line of the final text is wider than a terminal, except the command to copy", () => {
    const text = doneText(
      plan(),
      { next, done: new Set(["install", "verify", "git"] as const) },
      { style: plain, columns: 50 },
    );
    const lines = text.split("\n").filter((line) => !line.includes("npm create"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
    expect(text).toContain(
      [
        "  Tested   sign-in with an email code, and that",
        "           strangers can't see the dashboard",
      ].join("\n"),
    );
  });
});
