import { spawn } from "node:child_process";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

// In a monorepo, it may be in a node_modules further up.
const cli = join(dirname(findPackageJSON("auth", import.meta.url) ?? ""), "dist/index.mjs");

/** Runs better-auth's command line and returns whether it succeeded, and what it printed. */
export async function authCli(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args, "--config", "app/services/auth.server.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    // Its cache of compiled modules does not notice when an imported file has appeared.
    env: { ...process.env, JITI_FS_CACHE: "false", BETTER_AUTH_TELEMETRY: "0" },
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on("error", reject).on("close", resolve);
  return { ok: (await promise) === 0, output };
}
