import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fakes, run } from "../command.ts";
import { readTree, temporaryDirectory } from "../temporary-directory.ts";
import { gzipped } from "./archive.ts";

const png = Uint8Array.from({ length: 300 }, (_, index) => 255 - (index % 256));
const scripts = { setup: "x", verify: "x", dev: "x" };
const files = {
  "README.md": "the repository's own",
  "app/package.json": JSON.stringify({ name: "theirs", version: "1.2.3", scripts }),
  "app/logo.png": png,
  "app/src/a.ts": "// @feature sqlite\n",
  "app/.gitignore": ".env\n",
  "app/.env.example": "A=1\nBETTER_AUTH_SECRET=\nB=2\n",
};

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: { url: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    answer(request, response);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.on("listening", resolve));
  return { codeload: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const serveFiles = (changed: Record<string, string | Uint8Array> = {}) =>
  serve((_request, response) => response.end(gzipped({ ...files, ...changed })));

const argv = ["my-app", "--template", "gh:o/repo/app#v1"];

describe("a project from GitHub", () => {
  test("is the folder, with its own name, secret, and record", async () => {
    const { codeload, asked } = await serveFiles();
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stdout, stderr } = await run(argv, { cwd, env, codeload });
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(asked).toEqual([{ url: "/o/repo/tar.gz/v1", authorization: undefined }]);

    const made = join(cwd, "my-app");
    const { ".env": secret = "", ...tree } = Object.fromEntries(
      Object.entries(readTree(made)).filter(([path]) => !path.startsWith(".git/")),
    );
    expect(secret).toMatch(/^A=1\nBETTER_AUTH_SECRET=[\w-]{43}\nB=2\n$/);
    expect(statSync(join(made, ".env")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(made, "logo.png")).equals(png)).toBe(true);
    expect(Object.keys(tree).sort()).toEqual([
      ".create-auth-app.json",
      ".env.example",
      ".gitignore",
      "logo.png",
      "package.json",
      "src/a.ts",
    ]);
    expect(tree["src/a.ts"]).toBe("// @feature sqlite\n");
    expect(JSON.parse(tree["package.json"] ?? "")).toEqual({
      name: "my-app",
      version: "1.2.3",
      scripts,
    });
    expect(JSON.parse(tree[".create-auth-app.json"] ?? "")).toEqual({
      version: expect.any(String),
      template: "gh:o/repo/app#v1",
    });

    expect(calls()).toEqual(["npm install", "npm run setup", "npm run verify"]);
    expect(stdout).toContain("! This runs code from o/repo.");
    expect(stdout).not.toMatch(/Database|Email|Sign-in|mailbox/);
    expect(stdout).toContain("--template 'gh:o/repo/app#v1' --yes");
    const log = execFileSync("git", ["log", "--format=%s"], { cwd: made, encoding: "utf8" });
    expect(log.trim()).toBe("Initial commit");
  });

  test("without the scripts: those steps are skipped, and the output says so", async () => {
    const { codeload } = await serveFiles({ "app/package.json": "{}" });
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stdout } = await run(argv, { cwd, env, codeload });
    expect(exitCode).toBe(0);
    expect(calls()).toEqual(["npm install"]);
    expect(stdout).toContain("- No setup: package.json has no script with that name");
    expect(stdout).toContain("- No verify: package.json has no script with that name");
    expect(stdout).not.toContain("npm run");
  });

  test("--dry-run lists its files, runs nothing, and writes nothing", async () => {
    const { codeload } = await serveFiles();
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stdout } = await run([...argv, "--dry-run"], { cwd, env, codeload });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ +300 {2}logo\.png$/m);
    expect(stdout).not.toContain("This runs code");
    expect(readdirSync(cwd)).toEqual([]);
    expect(calls()).toEqual([]);
  });

  test("--json", async () => {
    const { codeload } = await serveFiles();
    const cwd = temporaryDirectory();
    const { env } = fakes();
    const { stdout } = await run([...argv, "--json"], { cwd, env, codeload });
    expect(JSON.parse(stdout)).toMatchObject({
      status: "done",
      answers: null,
      template: "gh:o/repo/app#v1",
      defaults: [{ label: "Package manager" }],
      files: expect.arrayContaining([{ path: "logo.png", bytes: 300 }]),
      warnings: ["This runs code from o/repo."],
      next: ["cd my-app", "npm run dev"],
    });
  });

  test("a token goes to GitHub, and nowhere else", async () => {
    const { codeload, asked } = await serveFiles();
    const cwd = temporaryDirectory();
    const { env } = fakes({ install: "fail" });
    const ran = await run([...argv], {
      cwd,
      env: { ...env, GITHUB_TOKEN: "hush-hush" },
      codeload,
    });
    expect(asked[0]?.authorization).toBe("Bearer hush-hush");
    expect(ran.stdout + ran.stderr).not.toContain("hush-hush");
    expect(JSON.stringify(readTree(cwd))).not.toContain("hush-hush");
  });

  test("the scripts don't see the token in their environment", async () => {
    const { codeload } = await serveFiles();
    const { env, calls } = fakes();
    const told = `#!/bin/sh
      if [ "$1" = config ]; then printf '{}'; else /usr/bin/env >> "$FAKE_CALLS"; fi`;
    writeFileSync(join(env["PATH"] ?? "", "npm"), told);
    const tokens = { GITHUB_TOKEN: "hush-hush", GIGET_AUTH: "hush-hush" };
    await run(argv, { cwd: temporaryDirectory(), env: { ...env, ...tokens }, codeload });
    expect(calls().join("\n")).toContain("HOME=");
    expect(calls().join("\n")).not.toContain("hush-hush");
  });

  test("an existing secret is kept", async () => {
    const { codeload } = await serveFiles({ "app/.env.example": "BETTER_AUTH_SECRET=theirs\n" });
    const cwd = temporaryDirectory();
    await run([...argv, "--no-install", "--no-git"], { cwd, codeload });
    expect(readFileSync(join(cwd, "my-app/.env"), "utf8")).toBe("BETTER_AUTH_SECRET=theirs\n");
  });

  test("--overwrite keeps what is in the way", async () => {
    const { codeload } = await serveFiles();
    const cwd = temporaryDirectory();
    await run([...argv, "--no-install", "--no-git"], { cwd, codeload });
    const again = await run([...argv, "--no-install", "--no-git"], { cwd, codeload });
    expect(again.exitCode).toBe(2);
    const over = await run([...argv, "--no-install", "--no-git", "--overwrite"], { cwd, codeload });
    expect(over.exitCode).toBe(0);
    expect(existsSync(join(cwd, "my-app/logo.png"))).toBe(true);
  });
});

describe("from elsewhere", () => {
  const whole = { "package.json": "{}", "a.txt": "a" };
  const fromElsewhere = async (typed: string, env: Record<string, string> = {}) => {
    const server = await serve((_request, response) => response.end(gzipped(whole)));
    const cwd = temporaryDirectory();
    const flags = ["my-app", "--template", typed, "--no-install", "--no-git"];
    const ran = await run(flags, { cwd, env, codeload: server.codeload });
    expect(ran.stderr).toBe("");
    return { ...server, ran, made: readTree(join(cwd, "my-app")) };
  };

  test.each([
    ["gitlab:group/sub/repo", "/gitlab.com/group/sub/repo/-/archive/HEAD.tar.gz"],
    ["gitlab:group/repo#v1", "/gitlab.com/group/repo/-/archive/v1.tar.gz"],
    ["bitbucket:o/repo#a/b", "/bitbucket.org/o/repo/get/a/b.tar.gz"],
    ["sourcehut:o/repo", "/git.sr.ht/~o/repo/archive/HEAD.tar.gz"],
    ["https://example.com/x/y.tar.gz", "/example.com/x/y.tar.gz"],
  ])("%s", async (typed, url) => {
    const { asked, made } = await fromElsewhere(typed);
    expect(asked).toEqual([{ url, authorization: undefined }]);
    expect(made["a.txt"]).toBe("a");
    expect(JSON.parse(made[".create-auth-app.json"] ?? "")).toMatchObject({ template: typed });
  });

  test.each([
    ["gitlab:o/repo", { GITHUB_TOKEN: "hush" }, undefined],
    ["gitlab:o/repo", { GIGET_AUTH: "hush" }, "Bearer hush"],
    ["https://example.com/x/y.tar.gz", { GIGET_AUTH: "hush", GITHUB_TOKEN: "hush" }, undefined],
  ])("%s gets only a token that is meant for it: %j", async (typed, env, authorization) => {
    const { asked } = await fromElsewhere(typed, env);
    expect(asked[0]?.authorization).toBe(authorization);
  });

  test("comes from the cache with npm's --prefer-offline", async () => {
    const XDG_CACHE_HOME = temporaryDirectory();
    const first = await fromElsewhere("gh:o/repo", { XDG_CACHE_HOME });
    const env = { XDG_CACHE_HOME, npm_config_prefer_offline: "true" };
    const second = await fromElsewhere("gh:o/repo", env);
    expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
    expect(second.made).toEqual(first.made);
    expect((await fromElsewhere("gh:o/other", env)).asked).toHaveLength(1);
  });

  test("leaves stdout to --json when DEBUG is set", async () => {
    const { codeload } = await serve((_request, response) => response.end(gzipped(whole)));
    const flags = ["my-app", "--template", "gh:o/repo", "--no-install", "--no-git", "--json"];
    const { stdout } = await run(flags, {
      cwd: temporaryDirectory(),
      env: { DEBUG: "*" },
      codeload,
    });
    expect(JSON.parse(stdout)).toMatchObject({ status: "done" });
  });
});

describe("nothing is written", () => {
  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void, string]>([
    ["404", (_, response) => response.writeHead(404).end(), "or it's private"],
    ["429", (_, response) => response.writeHead(429).end(), "too many requests"],
    ["503", (_, response) => response.writeHead(503).end(), "Try again in a while."],
    ["a closed connection", (request) => request.socket.destroy(), "isn't responding"],
    ["a redirect", (_, response) => response.writeHead(302, { location: "/x" }).end(), "new name"],
    ["a page", (_, response) => response.end("<html>"), "its archive is damaged"],
    ["no folder", (_, response) => response.end(gzipped({ a: "" })), "has no folder"],
    [
      "a malformed package.json",
      (_, response) => response.end(gzipped({ "app/package.json": "[]" })),
      "package.json isn't valid JSON",
    ],
    [
      "a link",
      (_, response) => response.end(gzipped(files, [{ path: "repo-main/app/l", type: "2" }])),
      '"l" is a link',
    ],
  ])("for %s", async (_name, answer, message) => {
    const { codeload } = await serve(answer);
    const cwd = temporaryDirectory();
    const { env, calls } = fakes();
    const { exitCode, stderr } = await run(argv, { cwd, env, codeload });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
    expect(calls()).toEqual([]);
  });

  test("or downloaded if the directory is invalid", async () => {
    const { codeload, asked } = await serveFiles();
    const cwd = temporaryDirectory();
    const { exitCode } = await run(["con", ...argv.slice(1)], { cwd, codeload });
    expect(exitCode).toBe(2);
    expect(asked).toEqual([]);
  });

  test("if the download is interrupted", async () => {
    const { codeload } = await serve((_, response) =>
      response.write(gzipped(files).subarray(0, 40)),
    );
    const cwd = temporaryDirectory();
    const interrupt = { at: "Downloading", with: "SIGINT" } as const;
    const { exitCode, stderr } = await run(argv, { cwd, codeload, interrupt });
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Nothing was written.");
    expect(readdirSync(cwd)).toEqual([]);
  });
});
