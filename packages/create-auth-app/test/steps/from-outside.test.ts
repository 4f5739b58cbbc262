import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fakes, run } from "../command.ts";
import { gzipped } from "../remote/archive.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

async function serve(body: Buffer): Promise<string> {
  const server = createServer((_request, response) => response.end(body)).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.on("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the lockfile that npm installs from has the address of each package", async () => {
  const registry = await serve(Buffer.from("{}"));
  const cwd = temporaryDirectory();
  const { exitCode } = await run(["app"], { cwd, env: fakes({}, { registry }).env });
  expect(exitCode).toBe(0);
  const { packages } = JSON.parse(readFileSync(join(cwd, "app/package-lock.json"), "utf8"));
  const installed = Object.entries<{ resolved?: string; inBundle?: boolean }>(packages).filter(
    ([at, { inBundle }]) => at !== "" && !inBundle,
  );
  expect(installed.length).toBeGreaterThan(50);
  for (const [at, { resolved }] of installed) expect(resolved, at).toContain(`${registry}/`);
});

test("npm gives up early without a network, unless the user has configured otherwise", async () => {
  const { env, calls } = fakes();
  const told = `#!/bin/sh
    if [ "$1" = config ]; then printf '{}'; else /usr/bin/env >> "$FAKE_CALLS"; fi`;
  writeFileSync(join(env["PATH"] ?? "", "npm"), told);
  const own = { npm_config_fetch_retries: "7" };
  await run(["app"], { cwd: temporaryDirectory(), env: { ...env, ...own } });
  expect(calls()).toContain("npm_config_fetch_retries=7");
  expect(calls()).not.toContain("npm_config_fetch_retries=1");
  expect(calls()).toContain("npm_config_fetch_retry_mintimeout=1000");
});

describe("the first commit", () => {
  const committed = (project: string) =>
    execFileSync("git", ["ls-tree", "-r", "--name-only", "HEAD"], {
      cwd: project,
      encoding: "utf8",
    }).split("\n");

  test.each([undefined, "node_modules\n", ".env\n!.env\n"])(
    "has no .env, regardless of a remote template's .gitignore (%j)",
    async (gitignore) => {
      const files = {
        "package.json": "{}",
        ".env.example": "BETTER_AUTH_SECRET=\n",
        ...(gitignore !== undefined && { ".gitignore": gitignore }),
      };
      const codeload = await serve(gzipped(files));
      const cwd = temporaryDirectory();
      const argv = ["app", "--template", "gh:o/repo"];
      const { exitCode } = await run(argv, { cwd, env: fakes().env, codeload });
      expect(exitCode).toBe(0);
      expect(existsSync(join(cwd, "app/.env"))).toBe(true);
      expect(committed(join(cwd, "app"))).toContain(".env.example");
      expect(committed(join(cwd, "app"))).not.toContain(".env");
    },
  );

  test.each([
    [
      "a key that asks for a passphrase",
      "[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = /bin/false\n",
    ],
    ["a hook that refuses", "[core]\n\thooksPath = HOOKS\n"],
  ])("is made despite %s", async (_name, config) => {
    const home = temporaryDirectory();
    const hooks = join(home, "hooks");
    mkdirSync(hooks);
    writeFileSync(join(hooks, "pre-commit"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const GIT_CONFIG_GLOBAL = join(home, "gitconfig");
    writeFileSync(GIT_CONFIG_GLOBAL, config.replace("HOOKS", hooks));
    const cwd = temporaryDirectory();
    const { env } = fakes();
    const { stdout } = await run(["app"], { cwd, env: { ...env, GIT_CONFIG_GLOBAL } });
    expect(stdout).not.toContain("No first commit");
    expect(committed(join(cwd, "app"))).toContain("package.json");
  });
});
