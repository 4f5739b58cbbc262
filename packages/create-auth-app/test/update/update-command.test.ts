import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fakes, type Ran } from "../command.ts";
import { readTree, temporaryDirectory } from "../temporary-directory.ts";
import { commit, edit, filesOf, git, newProject, runIn } from "./project.ts";

// Nothing about the tables changes, so that no package is needed.
const add = ["add", "password", "--yes", "--no-install"];
const routes = "app/routes.ts";

function document({ stdout }: Ran) {
  return JSON.parse(stdout);
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The owner changes lines between which the update inserts one. */
function collide(root: string): void {
  const path = "app/services/auth.server.ts";
  edit(root, { [path]: read(root, path).replace("emailCode,\n", "mine, emailCode, ") });
}

describe("an update without problems", () => {
  test("adds what was asked for and keeps the owner's edits; git diff shows all", async () => {
    const root = await newProject();
    edit(root, {
      "app/mine.ts": "export {};\n",
      "app/app.css": `${read(root, "app/app.css")}/* mine */\n`,
    });
    const { exitCode, stdout, stderr } = await runIn(root, add);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Sign-in");
    expect(existsSync(join(root, "app/routes/register.tsx"))).toBe(true);
    expect(read(root, "app/app.css")).toContain("/* mine */");
    expect(git(root, "status", "--short")).toContain(" M app/routes.ts");
    expect(git(root, "log", "--oneline").trim().split("\n")).toHaveLength(2);
    expect(existsSync(join(root, ".create-auth-app"))).toBe(false);
  });

  test("adding and removing restores the project, and repeating changes nothing", async () => {
    const root = await newProject();
    const before = filesOf(root);
    await runIn(root, add);
    commit(root);
    const twice = await runIn(root, add);
    expect(twice.stdout).toContain("Nothing to do");
    expect(twice.exitCode).toBe(0);
    await runIn(root, ["remove", "password", "--yes", "--no-install"]);
    expect(filesOf(root)).toEqual(before);
  });

  test("a dry run writes nothing, --diff shows a patch, --json prints one document", async () => {
    const root = await newProject();
    const before = filesOf(root);
    const dry = await runIn(root, [...add, "--dry-run"]);
    expect(dry.stdout).toMatch(/^ {2}new +app\/routes\/register\.tsx$/m);
    expect(dry.stdout).toContain("Nothing was written.");
    const diff = await runIn(root, [...add, "--diff", routes]);
    expect(diff.stdout).toMatch(/^\+.*register/m);
    expect(diff.stdout).not.toContain("package.json");
    const json = document(await runIn(root, [...add, "--dry-run", "--json"]));
    expect(json).toMatchObject({ status: "planned", exitCode: 0, conflicts: [], migration: null });
    expect(json.files).toContainEqual({ path: "app/routes/register.tsx", change: "new" });
    expect(filesOf(root)).toEqual(before);
  });

  test("status lists what was changed and deleted, even offline", async () => {
    const root = await newProject();
    edit(root, { "app/app.css": "/* all mine */\n" });
    rmSync(join(root, "DEPLOY.md"));
    const offline = { npm_config_registry: "http://127.0.0.1:9/" };
    const ran = await runIn(root, ["status", "--json"], { env: offline });
    expect(ran.exitCode).toBe(0);
    const found = document(ran);
    expect(found).toMatchObject({ changed: ["app/app.css"], deleted: ["DEPLOY.md"], newest: null });
    expect(found.offline).toContain("can't be reached");
    const { stdout } = await runIn(root, ["status"], { env: offline });
    expect(stdout).toContain("Changed by you:\n  app/app.css");
  });

  test("without git, the replaced files are kept in a folder", async () => {
    const root = await newProject({ git: false });
    const before = read(root, routes);
    const { exitCode, stdout } = await runIn(root, add);
    expect(exitCode).toBe(0);
    const kept = /The replaced files are in (.*)$/m.exec(stdout)?.[1] ?? "";
    expect(readFileSync(join(kept, "files", routes), "utf8")).toBe(before);
  });

  test.each(["add", "update", "remove", "status"])("%s --help", async (command) => {
    const { stdout, exitCode } = await runIn(temporaryDirectory(), [command, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`create-auth-app@latest ${command}`);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(97);
  });
});

describe("conflicts", () => {
  test("are unmerged entries with three texts, are listed, and make the exit code 1", async () => {
    const root = await newProject();
    collide(root);
    const { exitCode, stdout } = await runIn(root, add);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ {2}app\/services\/auth\.server\.ts:\d+$/m);
    const stages = git(root, "ls-files", "-u")
      .trim()
      .split("\n")
      .map((line) => line.split(/[ \t]/));
    expect(stages.map(([, , stage]) => stage)).toEqual(["1", "2", "3"]);
    expect(new Set(stages.map(([, blob]) => blob)).size).toBe(3);
    const text = read(root, "app/services/auth.server.ts");
    expect(text).toMatch(/^<<<<<<< yours$/m);
    expect(text).toMatch(/^>>>>>>> create-auth-app \d/m);
    // Nothing was installed, and nothing looks finished.
    expect(stdout).not.toContain("Installing");
  });

  test("can be opened by git mergetool, with all three texts", async () => {
    const root = await newProject();
    collide(root);
    await runIn(root, add);
    const tool = ["mergetool.ours.cmd", 'cat "$BASE" "$LOCAL" "$REMOTE" > "$MERGED"'].join("=");
    git(
      root,
      "-c",
      tool,
      "-c",
      "mergetool.ours.trustExitCode=true",
      "mergetool",
      "-y",
      "--tool=ours",
    );
    const text = read(root, "app/services/auth.server.ts");
    const lists = text.match(/collect\(\[.*?\]\)/gs)?.map((list) => list.replaceAll(/\s+/g, " "));
    const rest = "account, confirmItsYou, emailChange, ])";
    expect(lists).toEqual([
      `collect([ emailCode, social, newBrowserNotice, ${rest}`,
      `collect([ mine, emailCode, social, newBrowserNotice, ${rest}`,
      `collect([ emailCode, password, social, newBrowserCode, newBrowserNotice, ${rest}`,
    ]);
  });

  test("have to be resolved: --continue lists what is left, then goes on", async () => {
    const root = await newProject();
    collide(root);
    await runIn(root, add);
    const left = await runIn(root, ["update", "--continue", "--no-install"]);
    expect(left.exitCode).toBe(1);
    expect(left.stderr).toMatch(/app\/services\/auth\.server\.ts:\d+/);
    const other = await runIn(root, add);
    expect(other.stderr).toContain("An update of this project is already in progress.");
    expect(other.exitCode).toBe(1);
    const path = "app/services/auth.server.ts";
    const resolved = read(root, path).replace(
      /<<<<<<< [\s\S]*?=======\n([\s\S]*?)>>>>>>> .*\n/g,
      "$1",
    );
    writeFileSync(join(root, path), resolved);
    const done = await runIn(root, ["update", "--continue", "--no-install"]);
    expect(done.exitCode).toBe(0);
    expect(git(root, "ls-files", "-u")).toBe("");
    expect(existsSync(join(root, ".create-auth-app"))).toBe(false);
  });

  test("are undone by --abort, to the last byte, and so is the index", async () => {
    const root = await newProject();
    collide(root);
    const before = filesOf(root);
    await runIn(root, add);
    const { exitCode, stdout } = await runIn(root, ["update", "--abort"]);
    expect(stdout).toContain("Every file is as it was");
    expect(exitCode).toBe(0);
    expect(filesOf(root)).toEqual(before);
    expect(git(root, "status", "--porcelain")).toBe("");
    const again = await runIn(root, ["update", "--abort"]);
    expect(again.stderr).toContain("nothing to abort");
    expect(again.exitCode).toBe(2);
  });
});

describe("the steps after writing", () => {
  const withSteps = ["add", "password", "--yes"];
  const steps = ["npm install", "npm run typecheck", "npm run setup", "npm run verify"];

  test("types are checked before the database is migrated", async () => {
    const root = await newProject();
    const { env, calls } = fakes();
    const { exitCode, stdout } = await runIn(root, withSteps, { env });
    expect(exitCode).toBe(0);
    expect(calls()).toEqual(steps);
    expect(stdout).toContain("Test sign-in passed");
  });

  test("none of them runs if there are conflicts", async () => {
    const root = await newProject();
    collide(root);
    const { env, calls } = fakes();
    expect((await runIn(root, withSteps, { env })).exitCode).toBe(1);
    expect(calls()).toEqual([]);
  });

  test("one that fails leaves the update open: --continue runs them again", async () => {
    const root = await newProject();
    const { env, calls } = fakes();
    const failing = { ...env, FAKE_typecheck: "fail" };
    const { exitCode, stdout } = await runIn(root, withSteps, { env: failing });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("it went wrong");
    expect(stdout).toContain("update --continue");
    expect(calls()).toEqual(steps.slice(0, 2));
    const done = await runIn(root, ["update", "--continue"], { env });
    expect(done.exitCode).toBe(0);
    expect(calls()).toEqual([...steps.slice(0, 2), ...steps]);
    expect(existsSync(join(root, ".create-auth-app"))).toBe(false);
  });

  test("--abort after one that failed restores the files, and lists what it can't", async () => {
    const root = await newProject();
    const before = filesOf(root);
    const { env } = fakes();
    await runIn(root, withSteps, { env: { ...env, FAKE_verify: "fail" } });
    const { stdout } = await runIn(root, ["update", "--abort"], { env });
    expect(stdout).toMatch(/packages.*\n.*npm install/);
    expect(filesOf(root)).toEqual(before);
  });

  test("a missing package manager is reported before anything is written", async () => {
    const root = await newProject();
    const { env } = fakes({}, { programs: [] });
    const { exitCode, stderr } = await runIn(root, withSteps, { env });
    expect(stderr).toContain("npm can't be run");
    expect(exitCode).toBe(1);
    expect(git(root, "status", "--porcelain")).toBe("");
    expect(existsSync(join(root, ".create-auth-app"))).toBe(false);
  });

  test("Ctrl-C in a step makes the exit code 130, and the update can be continued", async () => {
    const root = await newProject();
    const { env } = fakes({ setup: "hang" });
    const at = { at: "Migrating the database", with: "SIGINT" } as const;
    const { exitCode, stdout } = await runIn(root, withSteps, { env, interrupt: at });
    expect(exitCode).toBe(130);
    expect(stdout).toContain("update --continue");
    const { env: fine } = fakes();
    expect((await runIn(root, ["update", "--continue"], { env: fine })).exitCode).toBe(0);
  });
});

describe("problems are reported, and nothing is written", () => {
  test.each<[string, (root: string) => unknown, string[]]>([
    [
      "uncommitted changes",
      (root) => writeFileSync(join(root, routes), "mine"),
      ["aren't committed", routes, "Commit or stash"],
    ],
    [
      "a merge in progress",
      (root) => writeFileSync(join(root, ".git/MERGE_HEAD"), `${git(root, "rev-parse", "HEAD")}`),
      ["A merge is in progress", "git merge --abort"],
    ],
    [
      "markers left from another merge",
      (root) => edit(root, { "app/x.ts": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n" }),
      ["aren't resolved yet", "app/x.ts:1"],
    ],
    [
      "a moved app folder",
      (root) => {
        renameSync(join(root, "app"), join(root, "src"));
        commit(root);
      },
      ["was moved or deleted", "Move them back"],
    ],
    [
      "no record",
      (root) => {
        rmSync(join(root, ".create-auth-app.json"));
        commit(root);
      },
      ["no .create-auth-app.json", "restore it from git"],
    ],
    [
      "a read-only file",
      (root) => chmodSync(join(root, routes), 0o444),
      ["read-only", routes, "chmod u+w"],
    ],
    [
      "a folder in the way",
      (root) => edit(root, { "app/routes/register.tsx/x.ts": "" }),
      ["in the way", "app/routes/register.tsx"],
    ],
    [
      "a file in the way of a folder",
      (root) => edit(root, { "app/sign-in/password": "" }),
      ["in the way", "app/sign-in/password"],
    ],
    [
      "a file that git doesn't have",
      (root) => {
        git(root, "rm", "--cached", "--quiet", routes);
        git(root, "commit", "--quiet", "--message", "x");
      },
      ["aren't in git yet", routes],
    ],
  ])("%s", async (_, spoil, told) => {
    const root = await newProject();
    spoil(root);
    const before = filesOf(root);
    const { exitCode, stderr } = await runIn(root, add);
    for (const text of told) expect(stderr).toContain(text);
    expect(stderr).not.toContain("mistake in create-auth-app");
    expect(exitCode).toBeGreaterThan(0);
    expect(filesOf(root)).toEqual(before);
  });

  test("a step was left out before: tables change, and drizzle-kit isn't installed", async () => {
    const root = await newProject();
    const { exitCode, stderr } = await runIn(root, ["add", "two-factor", "--yes"]);
    expect(stderr).toContain("drizzle-kit");
    expect(stderr).toContain("Install the project's packages");
    expect(exitCode).toBe(1);
    expect(git(root, "status", "--porcelain")).toBe("");
  });

  test("in a folder below the project, it says where the project is", async () => {
    const root = await newProject();
    const { stderr, exitCode } = await runIn(join(root, "app"), add);
    expect(stderr).toContain(`Run this in ${root}`);
    expect(exitCode).toBe(2);
  });

  test("an older version without a network", async () => {
    const root = await newProject();
    const record = JSON.parse(read(root, ".create-auth-app.json"));
    edit(root, {
      ".create-auth-app.json": `${JSON.stringify({ ...record, version: "0.0.0-older" }, null, 2)}\n`,
    });
    const env = { npm_config_registry: "http://127.0.0.1:9/" };
    const { exitCode, stderr } = await runIn(root, add, { env });
    expect(stderr).toContain("0.0.0-older, which created this project, can't be downloaded");
    expect(exitCode).toBe(1);
    expect(git(root, "status", "--porcelain")).toBe("");
  });
});

describe("places where a project can be", () => {
  test("in a folder of a repository, whose other files may be dirty", async () => {
    const root = await newProject({ git: false });
    const repository = join(root, "..");
    git(repository, "init", "--quiet", "--initial-branch=main");
    writeFileSync(join(repository, "other.txt"), "a");
    commit(repository);
    writeFileSync(join(repository, "other.txt"), "dirty");
    const path = join(root, "app/services/auth.server.ts");
    writeFileSync(path, readFileSync(path, "utf8").replace("emailCode,\n", "mine, emailCode, "));
    git(root, "commit", "-qam", "mine");
    writeFileSync(join(repository, "other.txt"), "dirty");
    const { exitCode } = await runIn(root, add);
    expect(exitCode).toBe(1);
    expect(git(repository, "ls-files", "-u")).toContain("my-app/app/services/auth.server.ts");
    expect((await runIn(root, ["update", "--abort"])).exitCode).toBe(0);
    expect(git(repository, "status", "--porcelain")).toBe("");
  });

  test("in a shallow clone", async () => {
    const root = await newProject();
    edit(root, { "app/mine.ts": "export {};\n" });
    const clone = join(temporaryDirectory(), "clone");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${root}`, clone]);
    const { exitCode } = await runIn(clone, add);
    expect(exitCode).toBe(0);
    expect(existsSync(join(clone, "app/routes/register.tsx"))).toBe(true);
  });

  test("in a checkout with CRLF, which is kept", async () => {
    const root = await newProject();
    rmSync(join(root, ".gitattributes"));
    commit(root);
    git(root, "config", "core.autocrlf", "true");
    git(root, "rm", "--cached", "-rq", ".");
    git(root, "reset", "--hard", "--quiet");
    expect(read(root, routes)).toContain("\r\n");
    const { exitCode, stdout } = await runIn(root, add);
    expect(stdout).not.toContain("conflict");
    expect(exitCode).toBe(0);
    for (const path of [routes, "app/routes/register.tsx", "README.md"])
      expect(read(root, path).replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("with a link where the template has a file: the link's target isn't touched", async () => {
    const root = await newProject();
    const elsewhere = join(temporaryDirectory(), "routes.ts");
    cpSync(join(root, routes), elsewhere);
    rmSync(join(root, routes));
    symlinkSync(elsewhere, join(root, routes));
    commit(root);
    const before = readFileSync(elsewhere, "utf8");
    const { exitCode, stdout } = await runIn(root, add);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/app\/routes\.ts.*link/);
    expect(readFileSync(elsewhere, "utf8")).toBe(before);
  });

  test("with a linked folder: nothing is written through it", async () => {
    const root = await newProject();
    const elsewhere = join(temporaryDirectory(), "sign-in");
    cpSync(join(root, "app/sign-in"), elsewhere, { recursive: true });
    rmSync(join(root, "app/sign-in"), { recursive: true });
    symlinkSync(elsewhere, join(root, "app/sign-in"));
    commit(root);
    const before = readTree(elsewhere);
    const { exitCode, stdout } = await runIn(root, add);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("app/sign-in is a link");
    expect(readTree(elsewhere)).toEqual(before);
  });

  test("with an owner's file whose name differs only in case from one that is added", async () => {
    const root = await newProject();
    edit(root, { "app/routes/Register.tsx": "export const mine = true;\n" });
    const { exitCode, stdout } = await runIn(root, add);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("app/routes/Register.tsx:1");
    expect(git(root, "ls-files", "--others")).not.toContain("register.tsx");
  });

  test("with a name that differs only in case: it's the same file", async () => {
    const root = await newProject();
    git(root, "mv", "README.md", "Readme.md");
    commit(root);
    const { exitCode } = await runIn(root, add);
    expect(exitCode).toBe(0);
    expect(existsSync(join(root, "README.md"))).toBe(false);
    expect(read(root, "Readme.md")).toContain("assword");
  });

  test("with a file that became binary", async () => {
    const root = await newProject();
    writeFileSync(join(root, "app/routes.ts"), Buffer.from([0, 1, 2, 255]));
    commit(root);
    const { exitCode, stdout } = await runIn(root, add);
    expect(readFileSync(join(root, "app/routes.ts"))).toEqual(Buffer.from([0, 1, 2, 255]));
    expect(stdout).toContain("app/routes.ts");
    expect(exitCode).toBeLessThan(2);
  });
});

describe("killed, or stopped by the system", () => {
  test("killed before any write, it is unchanged, or can be completed or undone", async () => {
    const made = await newProject();
    const before = filesOf(made);
    const whole = join(temporaryDirectory(), "my-app");
    cpSync(made, whole, { recursive: true });
    await runIn(whole, add);
    const after = filesOf(whole);
    let killed = 0;
    // Every one of the first, then samples: the many writes in the middle are alike.
    for (let at = 0; ; at += at < 12 ? 1 : 17) {
      const root = join(temporaryDirectory(), "my-app");
      cpSync(made, root, { recursive: true });
      const { signal } = await runIn(root, add, { killAtChange: at });
      if (signal !== "SIGKILL") break;
      killed += 1;
      if (!existsSync(join(root, ".create-auth-app/update.json"))) {
        // Never begun, or all done: a new start tidies up.
        await runIn(root, add);
        expect(filesOf(root), `killed at ${at}`).toEqual(after);
        continue;
      }
      const other = join(temporaryDirectory(), "my-app");
      cpSync(root, other, { recursive: true });
      expect((await runIn(root, ["update", "--abort"])).exitCode, `killed at ${at}`).toBe(0);
      expect(filesOf(root), `killed at ${at}`).toEqual(before);
      const gone = await runIn(other, ["update", "--continue", "--no-install"]);
      expect(gone.exitCode, `killed at ${at}: ${gone.stderr}`).toBe(0);
      expect(filesOf(other), `killed at ${at}`).toEqual(after);
    }
    expect(killed).toBeGreaterThan(15);
  });

  test("killed while undoing, the next --abort finishes", async () => {
    const made = await newProject();
    collide(made);
    const before = filesOf(made);
    await runIn(made, add);
    for (const at of [1, 2, 3, 8, 20, 40, 60]) {
      const root = join(temporaryDirectory(), "my-app");
      cpSync(made, root, { recursive: true });
      const { signal } = await runIn(root, ["update", "--abort"], { killAtChange: at });
      if (signal !== "SIGKILL") break;
      if (existsSync(join(root, ".create-auth-app/update.json")))
        expect((await runIn(root, ["update", "--abort"])).exitCode, `killed at ${at}`).toBe(0);
      const { ".create-auth-app/.gitignore": _, ...left } = filesOf(root);
      const files = Object.entries(left).filter(([path]) => !path.startsWith(".create-auth-app/"));
      expect(Object.fromEntries(files), `killed at ${at}`).toEqual(before);
    }
  });

  test.each(["ENOSPC", "EACCES", "EROFS"])(
    "%s at any write leaves everything as it was",
    async (code) => {
      const made = await newProject();
      const before = filesOf(made);
      for (const at of [10, 60, 120, 150, 170]) {
        const root = join(temporaryDirectory(), "my-app");
        cpSync(made, root, { recursive: true });
        const { exitCode, stderr } = await runIn(root, add, { failAtChange: { at, code } });
        expect(filesOf(root), `failed at ${at}`).toEqual(before);
        expect(exitCode, `failed at ${at}`).toBe(1);
        expect(stderr).toContain("Nothing was changed.");
      }
    },
  );

  test("a real disk that is full leaves everything as it was", async ({ skip }) => {
    const small = temporaryDirectory();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "none", small], { stdio: "ignore" });
    } catch {
      skip("mounting needs rights that aren't there");
    }
    try {
      const root = join(small, "my-app");
      cpSync(await newProject({ git: false }), root, { recursive: true });
      const before = filesOf(root);
      mkdirSync(join(small, "rest"));
      try {
        for (let number = 0; ; number++)
          writeFileSync(join(small, "rest", String(number)), Buffer.alloc(number < 400 ? 4096 : 1));
      } catch {
        // It's full now; the update needs more than what these give back.
        for (let number = 0; number < 20; number++) rmSync(join(small, "rest", String(number)));
      }
      const { exitCode, stderr } = await runIn(root, add);
      expect(stderr).toContain("The disk is full. Nothing was changed.");
      expect(exitCode).toBe(1);
      expect(filesOf(root)).toEqual(before);
    } finally {
      execFileSync("umount", [small]);
    }
  });

  test("of two at once, one runs and the other says so", async () => {
    const root = await newProject();
    const ran = await Promise.all([runIn(root, add), runIn(root, add), runIn(root, add)]);
    const codes = ran.map(({ exitCode }) => exitCode).sort();
    expect(codes[0]).toBe(0);
    for (const { stderr } of ran) {
      expect(stderr).toMatch(/^$|Another update is running|aren't committed|in progress/);
    }
    expect(existsSync(join(root, "app/routes/register.tsx"))).toBe(true);
    expect(existsSync(join(root, ".create-auth-app"))).toBe(false);
  });
});
