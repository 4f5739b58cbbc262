import { execFileSync } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { fakes, isRunning, type Ran, run } from "./command.ts";
import { readTree, temporaryDirectory, writeTree } from "./temporary-directory.ts";

const written = ["--no-install", "--no-git"];

/** The one document on stdout. */
function document({ stdout }: Ran) {
  return JSON.parse(stdout);
}

describe("a normal run", () => {
  test("without a terminal, nothing is asked; defaults are listed with their flags", async () => {
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stdout, stderr } = await run([], { cwd, env });
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}Directory +my-app +pass one as an argument$/m);
    expect(stdout).toMatch(/^ {2}Package manager +npm +--pm npm\|pnpm\|yarn\|bun$/m);
    expect(stdout).toMatch(/^ {2}npm create auth-app@latest my-app -- (.+ )?--yes$/m);
    expect(calls()).toEqual(["npm install", "npm run setup", "npm run verify"]);
  });

  test.each(["pnpm", "yarn", "bun"])("with %s", async (pm) => {
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stdout } = await run(["app", "--pm", pm], { cwd, env });
    expect(exitCode).toBe(0);
    expect(calls()).toEqual([`${pm} install`, `${pm} run setup`, `${pm} run verify`]);
    expect(stdout).toContain(`${pm} run dev`);
  });

  test("uses the package manager that started it", async () => {
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    await run(["app"], {
      cwd,
      env: { ...env, npm_config_user_agent: "pnpm/12.0.0 npm/? node/v24" },
    });
    expect(calls()[0]).toBe("pnpm install");
  });

  test("no colors, no spinner, one line for each event, and no line is overwritten", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes();
    const { stdout, stderr } = await run(["app"], { cwd, env });
    expect(stdout + stderr).toBe(stripVTControlCharacters(stdout + stderr));
    expect(stdout).not.toMatch(/\r|[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    expect(stdout.match(/Installing dependencies/g)).toHaveLength(1);
  });

  test("FORCE_COLOR turns colors on, NO_COLOR turns them off", async () => {
    const cwd = temporaryDirectory();
    const colored = await run(["--help"], { cwd, env: { FORCE_COLOR: "1" } });
    expect(colored.stdout).not.toBe(stripVTControlCharacters(colored.stdout));
    const plain = await run(["--help"], { cwd, env: { NO_COLOR: "1" } });
    expect(plain.stdout).toBe(stripVTControlCharacters(plain.stdout));
  });

  test.each([
    [["help"], ["--help"]],
    [
      ["help", "update"],
      ["update", "--help"],
    ],
  ])("%j prints the same as %j", async (words, flags) => {
    const cwd = temporaryDirectory();
    expect(await run(words, { cwd })).toEqual(await run(flags, { cwd }));
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("a project can have the name of a command", async () => {
    const cwd = temporaryDirectory();
    for (const name of ["help", "update"])
      expect((await run([`./${name}`, ...written], { cwd })).exitCode).toBe(0);
    expect(readdirSync(cwd)).toEqual(["help", "update"]);
  });

  test(".env has a secret, only its owner can read it, and git doesn't see it", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes();
    await run(["app"], { cwd, env });
    expect(statSync(join(cwd, "app/.env")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(cwd, "app/.env"), "utf8")).toMatch(/^BETTER_AUTH_SECRET=[\w-]{43}$/m);
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: join(cwd, "app"), encoding: "utf8" });
    expect(git("log", "--format=%s").trim()).toBe("Initial commit");
    expect(git("status", "--porcelain")).toBe("");
    const tracked = git("ls-files").split("\n");
    expect(tracked).toContain(".env.example");
    expect(tracked).not.toContain(".env");
  });

  test.each(["my app", "Größe", "it's mine", "日本", "a/b/c", "@me/app", "$HOME"])(
    "in %s",
    async (typed) => {
      const cwd = temporaryDirectory();
      const { env, calls } = fakes();
      const { exitCode, stdout } = await run([typed], { cwd, env });
      expect(exitCode).toBe(0);
      expect(calls()).toHaveLength(3);
      const cd = /^ {2}cd (.*)$/m.exec(stdout)?.[1] ?? "";
      const reached = execFileSync("/bin/sh", ["-c", `cd ${cd} && pwd`], { cwd, encoding: "utf8" });
      expect(reached.trim()).toBe(join(cwd, typed));
    },
  );

  test("in the current directory", async () => {
    const cwd = temporaryDirectory();
    const { exitCode, stdout } = await run([".", ...written], { cwd });
    expect(exitCode).toBe(0);
    expect(existsSync(join(cwd, "package.json"))).toBe(true);
    expect(stdout).not.toMatch(/^ {2}cd /m);
  });

  test("in a repository without files: no repository is created, and the output says so", async () => {
    const cwd = temporaryDirectory();
    execFileSync("git", ["init", "--quiet"], { cwd });
    const { env } = fakes();
    const { exitCode, stdout } = await run(["."], { cwd, env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("No first commit: the directory is already in a repository");
  });

  test("two runs with the same answers write the same files, except for the secret", async () => {
    const cwd = temporaryDirectory();
    await run(["one/app", ...written], { cwd });
    await run(["two/app", ...written], { cwd });
    const { ".env": _one, ...one } = readTree(join(cwd, "one/app"));
    const { ".env": _two, ...two } = readTree(join(cwd, "two/app"));
    expect(one).toEqual(two);
  });
});

test("in a monorepo, the output says what that means before anything is written", async () => {
  const cwd = temporaryDirectory();
  writeTree(cwd, { "package.json": '{"workspaces":["apps/*"]}' });
  const text = `The project becomes part of the workspace in ${cwd}. npm installs it there, with one lockfile.`;
  const { exitCode, stdout } = await run(["apps/web"], { cwd, env: fakes().env });
  expect(exitCode).toBe(0);
  expect(stdout.indexOf(text)).toBeGreaterThan(0);
  expect(stdout.indexOf(text)).toBeLessThan(stdout.indexOf("Wrote "));
  const readme = readFileSync(join(cwd, "apps/web/README.md"), "utf8");
  expect(readme).toContain("## In a monorepo\n");
  const { warnings } = document(await run(["apps/api", "--dry-run", "--json"], { cwd }));
  expect(warnings).toEqual([expect.stringContaining(text)]);
  const beside = document(await run(["tools/api", "--dry-run", "--json"], { cwd }));
  expect(beside.warnings).toEqual([]);
});

describe("--dry-run", () => {
  test("lists files and steps, and writes nothing", async () => {
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stdout } = await run(["app", "--dry-run"], { cwd, env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ +\d+ {2}package\.json$/m);
    expect(stdout).toContain("verify   npm run verify");
    expect(readdirSync(cwd)).toEqual([]);
    expect(calls()).toEqual([]);
  });

  test("lists exactly what a real run writes", async () => {
    const cwd = temporaryDirectory();
    const planned = document(await run(["app", "--dry-run", "--json", ...written], { cwd }));
    await run(["app", ...written], { cwd });
    const made = Object.entries(readTree(join(cwd, "app")));
    const sizes = made.map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }));
    const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
    expect(planned.files.sort(byPath)).toEqual(sizes.sort(byPath));
  });
});

describe("git", () => {
  test.each([[], ["--json"]])(
    "the commands shown beforehand are the ones that run (%s)",
    async (...argv) => {
      const cwd = temporaryDirectory();
      const { env, gitCalls } = fakes({}, { recordGit: true });
      const planned = document(await run(["app", "--dry-run", "--json"], { cwd, env }));
      const { stdout } = await run(["app", "--dry-run", ...argv], { cwd, env });
      const shown: string[] = planned.steps.at(-1).commands;
      for (const line of shown) expect(stdout).toContain(line);
      expect(gitCalls()).toEqual([]);
      const ran = document(await run(["app", "--json"], { cwd, env }));
      expect(ran.steps.at(-1)).toMatchObject({ status: "done", commands: shown });
      // Commands that only query something aren't shown.
      const changing = gitCalls().filter((call) => !/^git (rev-parse|var) /.test(call));
      expect(changing).toEqual(shown.map((line) => line.replaceAll("'", "")));
    },
  );

  test("a dry run inside a repository promises no commit", async () => {
    const cwd = temporaryDirectory();
    execFileSync("git", ["init", "--quiet"], { cwd });
    const { stdout } = await run(["apps/web", "--dry-run"], { cwd, env: fakes().env });
    expect(stdout).toContain("skipped: the directory is already in a repository");
  });

  test("after a failed step, the remaining commands make the commit", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes({ verify: "fail" });
    const { next } = document(await run(["app", "--json"], { cwd, env }));
    const left: string[] = next.filter((line: string) => /^(cd|git) /.test(line));
    execFileSync("/bin/sh", ["-ec", left.join("\n")], { cwd, env: { ...process.env, ...env } });
    const made = execFileSync("git", ["log", "--format=%s %D"], {
      cwd: join(cwd, "app"),
      encoding: "utf8",
    });
    expect(made.trim()).toBe("Initial commit HEAD -> main");
  });
});

describe("the output is closed early", () => {
  test.each([
    [["app", "--dry-run"], 0],
    [["app", "--dry-run", "--json"], 0],
    [["--help"], 0],
    [["--version"], 0],
    [["--nope"], 2],
    [["node_modules", "--json"], 2],
    [["app", ...written], 0],
  ] as const)("%j ends quietly", async (argv, code) => {
    const cwd = temporaryDirectory();
    const ran = await run(argv, { cwd, closed: "both" });
    expect(ran).toMatchObject({ exitCode: code, signal: null });
    const onlyStdout = await run(argv, { cwd: temporaryDirectory(), closed: "stdout" });
    expect(onlyStdout.exitCode).toBe(code);
    expect(onlyStdout.stderr).not.toMatch(/EPIPE|\n {4}at /);
  });

  test("the project is still completed", async () => {
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode } = await run(["app"], { cwd, env, closed: "both" });
    expect(exitCode).toBe(0);
    expect(calls()).toEqual(["npm install", "npm run setup", "npm run verify"]);
    expect(existsSync(join(cwd, "app/.git"))).toBe(true);
  });

  // A disk that is always full, which only Linux has.
  test.skipIf(!existsSync("/dev/full"))("losing the JSON document isn't a success", async () => {
    const cwd = temporaryDirectory();
    const { exitCode, stderr } = await run(["app", "--dry-run", "--json"], {
      cwd,
      stdoutTo: "/dev/full",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The output couldn't be written (ENOSPC).\n");
    expect(stderr).not.toContain("    at ");
  });
});

describe("--json", () => {
  test("reports everything that was done", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes();
    const ran = await run(["app", "--json"], { cwd, env });
    expect(document(ran)).toMatchObject({
      status: "done",
      exitCode: 0,
      directory: join(cwd, "app"),
      answers: { name: "app", framework: "react-router", database: "sqlite", pm: "npm" },
      steps: [
        {
          id: "install",
          status: "done",
          exitCode: 0,
          commands: ["npm install"],
          seconds: expect.any(Number),
        },
        { id: "setup", status: "done", exitCode: 0 },
        { id: "verify", status: "done", exitCode: 0 },
        { id: "git", status: "done" },
      ],
      warnings: [],
      next: ["cd app", "npm run dev"],
      command: expect.stringMatching(/^npm create auth-app@latest app -- (.+ )?--yes$/),
      error: null,
    });
    expect(ran.stderr).toContain("Installed dependencies with npm");
  });

  test("reports which step failed", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes({ setup: "fail" });
    const ran = await run(["app", "--json"], { cwd, env });
    expect(ran.exitCode).toBe(1);
    expect(document(ran)).toMatchObject({
      status: "failed",
      exitCode: 1,
      steps: [
        { status: "done" },
        { status: "failed", exitCode: 7 },
        { status: "not-run" },
        { status: "not-run" },
      ],
      next: [
        "cd app",
        "npm run setup",
        "npm run verify",
        "git init --initial-branch=main",
        "git add --all",
        "git commit --no-gpg-sign --no-verify --message 'Initial commit'",
        "npm run dev",
      ],
      error: { code: "setup-failed", message: '"npm run setup" failed with exit code 7.' },
    });
  });

  test.each([
    [["--nope"], "unknown-flag"],
    [["--framework", "vue"], "bad-value"],
    [["a", "b"], "too-many-directories"],
    [["node_modules"], "bad-directory"],
    [["/dev/null/app"], "bad-target"],
    [["app", "-i", "--no-install"], "conflict"],
    [["app", "--session", "token"], "conflict"],
    [["app", "-i"], "conflict"],
    [["full"], "directory-not-empty"],
  ])("is the only thing on stdout for %j", async (argv, code) => {
    const cwd = temporaryDirectory();
    writeTree(cwd, { "full/README.md": "mine" });
    const ran = await run([...argv, "--json"], { cwd });
    expect(ran.exitCode).toBe(2);
    expect(document(ran)).toMatchObject({ status: "refused", exitCode: 2, error: { code } });
  });
});

describe("a step that fails", () => {
  test.each(["install", "setup", "verify"] as const)(
    "%s: shows the end of its output and how to continue",
    async (step) => {
      const cwd = temporaryDirectory();
      const { env } = fakes({ [step]: "fail" });
      const { exitCode, stdout } = await run(["my app"], { cwd, env });
      const command = step === "install" ? "npm install" : `npm run ${step}`;
      expect(exitCode).toBe(1);
      expect(stdout).toContain("│ it went wrong");
      expect(stdout).toContain("│ line 40");
      expect(stdout).not.toContain("line 20\n");
      expect(stdout).toContain(`"${command}" failed with exit code 7.`);
      expect(stdout).toContain(`  cd 'my app'\n  ${command}\n`);
      expect(stdout).not.toMatch(/Created the first commit|Next:/);
      expect(existsSync(join(cwd, "my app/package.json"))).toBe(true);
      const log = /Full output: (.*)/.exec(stdout)?.[1] ?? "";
      expect(readFileSync(log, "utf8")).toContain("line 1\n");
    },
  );

  test("killed by another process", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes({ install: "die" });
    const { exitCode, stdout } = await run(["app"], { cwd, env });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('"npm install" was killed.');
  });
});

describe("Ctrl-C", () => {
  test.each([
    ["install", "Installing", "SIGINT", 130],
    ["setup", "Setting up", "SIGINT", 130],
    ["verify", "Running a test sign-in", "SIGINT", 130],
    ["install", "Installing", "SIGTERM", 143],
  ] as const)(
    "in %s (%s, %s): stops the step and says how to continue",
    async (step, at, name, code) => {
      const cwd = temporaryDirectory();
      const { env, hanging } = fakes({ [step]: "hang" });
      const ran = await run(["app"], { cwd, env, interrupt: { at, with: name } });
      const command = step === "install" ? "npm install" : `npm run ${step}`;
      expect(ran.exitCode).toBe(code);
      expect(ran.stdout).toContain(`  cd app\n  ${command}\n`);
      expect(ran.stdout).not.toContain("Next:");
      expect(isRunning(await hanging())).toBe(false);
      expect(existsSync(join(cwd, "app/package.json"))).toBe(true);
    },
  );

  test("a program that ignores the signal is killed", async () => {
    const cwd = temporaryDirectory();
    const { env, hanging } = fakes({ install: "stubborn" });
    const ran = await run(["app"], { cwd, env, interrupt: { at: "Installing", with: "SIGINT" } });
    expect(ran.exitCode).toBe(130);
    expect(isRunning(await hanging())).toBe(false);
  });

  test("--json reports it", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes({ setup: "hang" });
    const ran = await run(["app", "--json"], {
      cwd,
      env,
      interrupt: { at: "Setting up", with: "SIGINT" },
    });
    expect(document(ran)).toMatchObject({
      status: "interrupted",
      exitCode: 130,
      error: { code: "interrupted" },
    });
  });
});

describe("nothing is written", () => {
  test.each([
    [["--framwork", "x"], "Did you mean --framework?"],
    [["--framework", "vue"], "Allowed: react-router"],
    [["--template", "npm:a/b"], "is not a valid remote template. Use gh:owner/repo"],
    [["--template", "gh:a/b", "--database", "sqlite"], "can't be combined"],
    [["con"], "reserved on Windows"],
    [["a#b"], 'take "#" for the end of the path'],
    [["Projects [2026]/app"], 'take "[" for a pattern'],
    [[".git"], "is where git keeps a repository"],
    [["app."], "Windows drops a dot"],
    [["~/app"], "isn't expanded"],
    [[""], "The directory has no name."],
    [["file"], "is a file"],
    [["file/app"], "is a file"],
    [["dangling"], "is a link to"],
    [["/proc/app", "--no-install"], "No permission to write to /proc"],
  ])("for %j", async (argv, message) => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "file"), "mine");
    symlinkSync("nowhere", join(cwd, "dangling"));
    const before = readTree(cwd);
    const { exitCode, stderr } = await run(argv, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.split("\n").length).toBeLessThan(8);
    expect(readTree(cwd)).toEqual(before);
  });

  test("into a directory with files: the ones in the way are listed", async () => {
    const cwd = temporaryDirectory();
    writeTree(cwd, {
      "app/README.md": "mine",
      "app/notes.txt": "mine",
      "app/package.json": "mine",
    });
    const before = readTree(cwd);
    const { exitCode, stderr } = await run(["app", ...written], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("package.json\n");
    expect(stderr).not.toContain("notes.txt");
    expect(stderr).toContain("--overwrite");
    expect(readTree(cwd)).toEqual(before);
  });

  test("unless --overwrite is given; then they are kept, and nothing is committed", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes();
    writeTree(cwd, { "app/package.json": "mine", "app/notes.txt": "mine" });
    const { exitCode, stdout } = await run(["app", "--overwrite"], { cwd, env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("kept in a folder named .replaced-…:\n  package.json\n");
    expect(stdout).toContain("No first commit: the directory wasn't empty");
    const tree = readTree(join(cwd, "app"));
    expect(tree["notes.txt"]).toBe("mine");
    expect(Object.entries(tree).filter(([, text]) => text === "mine")).toHaveLength(2);
    expect(existsSync(join(cwd, "app/.git"))).toBe(false);
  });

  test.each([
    [
      "is missing",
      { programs: ["pnpm"] },
      ["--pm", "npm"],
      "npm can't be run: it isn't installed.",
    ],
    [
      "is too old",
      { version: "1.22.22" },
      ["--pm", "yarn"],
      "yarn 1.22.22 is too old; the project needs 4.0.0 or newer.",
    ],
  ])("where the package manager %s", async (_name, options, argv, message) => {
    const cwd = temporaryDirectory();
    const { env } = fakes({}, options);
    const { exitCode, stderr } = await run(["app", ...argv], { cwd, env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("if npm has taken a flag for itself", async () => {
    const cwd = temporaryDirectory();
    const env = {
      npm_config_user_agent: "npm/11.0.0",
      npm_command: "exec",
      npm_config_database: "sqlite",
    };
    const { exitCode, stderr } = await run(["app"], { cwd, env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("npm create auth-app my-app -- --database");
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("Node is too old for the app", () => {
  test("without a terminal: the project gets its own, and the output says so", async () => {
    const cwd = temporaryDirectory();
    const { env } = fakes();
    const ran = await run(["app", "--json"], { cwd, env, nodeVersion: "20.19.0" });
    expect(document(ran)).toMatchObject({
      answers: { pinNode: true },
      warnings: [
        "Node.js 20.19.0 is too old for the app (22.22.0 or newer), so the project gets its own.",
      ],
    });
    const { devDependencies } = JSON.parse(readFileSync(join(cwd, "app/package.json"), "utf8"));
    expect(devDependencies).toHaveProperty("node");
  });

  test("declined: it says what to install", async () => {
    const cwd = temporaryDirectory();
    const { exitCode, stderr } = await run(["app", "--no-pin-node"], {
      cwd,
      nodeVersion: "20.19.0",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The app needs Node.js 22.22.0 or newer; this is 20.19.0.");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("declined, but nothing runs here: only a warning", async () => {
    const cwd = temporaryDirectory();
    const ran = await run(["app", "--no-pin-node", ...written], { cwd, nodeVersion: "20.19.0" });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain("! Node.js 20.19.0 is too old for the app");
  });
});

describe("git", () => {
  test.each([
    ["is missing", { git: false }, {}, "git isn't installed"],
    [
      "doesn't know who the user is",
      {},
      {
        GIT_COMMITTER_NAME: undefined,
        GIT_COMMITTER_EMAIL: undefined,
        EMAIL: undefined,
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "user.useConfigOnly",
        GIT_CONFIG_VALUE_0: "true",
        GIT_CONFIG_NOSYSTEM: "1",
      },
      "git doesn't know your name and email",
    ],
  ])("%s: a note, but no failure", async (_name, options, changed, reason) => {
    const cwd = temporaryDirectory();
    const { env } = fakes({}, options);
    const ran = await run(["app"], { cwd, env: { ...env, ...changed } });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain(`- No first commit: ${reason}`);
    expect(ran.stdout).toContain("Next:");
  });
});

describe("the network", () => {
  test("no response: reported right away, before the package manager retries for minutes", async () => {
    const cwd = temporaryDirectory();
    const { env, calls } = fakes({}, { registry: "http://127.0.0.1:9" });
    const { exitCode, stdout } = await run(["app"], { cwd, env });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("The registry http://127.0.0.1:9 isn't responding (ECONNREFUSED).");
    expect(stdout).toContain("  cd app\n  npm install\n");
    expect(calls()).toEqual([]);
  });

  test.each([404, 500])(
    "a registry that returns %i: the package manager's own message",
    async (status) => {
      const server = createServer((_request, response) => response.writeHead(status).end()).listen(
        0,
        "127.0.0.1",
      );
      onTestFinished(() => void server.close());
      await new Promise((resolve) => server.on("listening", resolve));
      const cwd = temporaryDirectory();
      const env = {
        npm_config_registry: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        npm_config_cache: temporaryDirectory(),
      };
      const { exitCode, stdout } = await run(["app", "--pm", "npm"], { cwd, env });
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(new RegExp(`│ npm error .*${status}`));
      expect(stdout).toContain("  npm install\n");
    },
  );
});

describe("while the files are written", () => {
  test("killed: there's nothing under the project's name", async () => {
    const cwd = temporaryDirectory();
    const killed = await run(["app", ...written], {
      cwd,
      insteadOfWriting: "process.kill(process.pid, 'SIGKILL')",
    });
    expect(killed.signal).toBe("SIGKILL");
    expect(existsSync(join(cwd, "app"))).toBe(false);
    const again = await run(["app", ...written], { cwd });
    expect(again.exitCode).toBe(0);
  });

  test("Ctrl-C: nothing is left", async () => {
    const cwd = temporaryDirectory();
    const ran = await run(["a/app", ...written], {
      cwd,
      insteadOfWriting: "process.kill(process.pid, 'SIGINT')",
    });
    expect(ran.exitCode).toBe(130);
    expect(ran.stderr).toContain("Nothing was written.");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each([".", "a/app"])("the disk is full: nothing is left in %s", async (typed) => {
    const cwd = temporaryDirectory();
    const full = "throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })";
    const ran = await run([typed, "--json", ...written], { cwd, insteadOfWriting: full });
    expect(ran.exitCode).toBe(1);
    expect(document(ran)).toMatchObject({ status: "refused", error: { code: "disk-full" } });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("a bug in the command: a short message, with the stack only on request", async () => {
    const cwd = temporaryDirectory();
    const insteadOfWriting = "throw new Error('unheard of')";
    const brief = await run(["app", ...written], { cwd, insteadOfWriting });
    expect(brief.exitCode).toBe(1);
    expect(brief.stderr).toContain("unheard of\n  This is a bug in create-auth-app.");
    expect(brief.stderr).not.toContain("    at ");
    const long = await run(["app", ...written], {
      cwd,
      insteadOfWriting,
      env: { DEBUG: "create-auth-app" },
    });
    expect(long.stderr).toContain("    at ");
    expect(readdirSync(cwd)).toEqual([]);
  });
});

test("a Node that is too old for the command itself is reported before anything is loaded", async () => {
  const cwd = temporaryDirectory();
  const { exitCode, stdout, stderr } = await run(["--version"], { cwd, nodeVersion: "20.18.3" });
  expect(exitCode).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toBe(
    "create-auth-app needs Node.js 20.19 or newer; this is 20.18.3\nInstall a current one: https://nodejs.org\n",
  );
});

test("stdin may be closed", async () => {
  const cwd = temporaryDirectory();
  const { exitCode } = await run(["app", ...written], { cwd, stdin: "pipe" });
  expect(exitCode).toBe(0);
});
