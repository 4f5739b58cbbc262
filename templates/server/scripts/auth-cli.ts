import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Runs better-auth's command line and returns whether it succeeded, and what it printed.
 *
 * It's no dependency of this app: each version of it brings one version of better-auth along, which
 * would keep you from raising yours. npm, which comes with Node.js, fetches the newest one that
 * isn't newer than the better-auth that is installed, and keeps it in its own cache.
 */
export async function authCli(...args: string[]) {
  const version = installedVersion("better-auth");
  const range = `${version.replace(/\.\d+(-.*)?$/, ".0")} - ${version}`;
  const isWindows = process.platform === "win32";
  const child = spawn(
    "npm",
    [
      "exec",
      "--yes",
      // Windows has npm as a script, which only a shell starts.
      isWindows ? `"--package=auth@${range}"` : `--package=auth@${range}`,
      "--",
      "auth",
      ...args,
      "--config",
      serverFile("services/auth.server.ts"),
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      shell: isWindows,
      // Its cache of compiled modules does not notice when an imported file has appeared.
      env: { ...process.env, JITI_FS_CACHE: "false", BETTER_AUTH_TELEMETRY: "0" },
    },
  );
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

/** The path of a file of the server, from the folder of the project. */
export function serverFile(path: string) {
  return relative(process.cwd(), fileURLToPath(import.meta.resolve(`#server/${path}`)));
}

/** Wherever the package manager has put it, in a monorepo also further up. */
function installedVersion(name: string) {
  const path = findPackageJSON(name, import.meta.url);
  if (!path) throw new Error(`${name} is not installed.`);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
