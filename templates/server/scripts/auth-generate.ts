import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const schema = serverFile("db/schema/auth.ts");

// The command reports tables that are still missing as an error, which is why one runs it. So its
// words are shown only when it fails.
const { ok, output } = await authCli("generate", "--output", schema, "--yes");
if (!ok) {
  console.error(output);
  process.exit(1);
}
let generated = readFileSync(schema, "utf8");
// @feature postgres
// better-auth leaves out the time zone, without which a point in time depends on who reads it.
generated = generated.replace(/timestamp\(("\w+")\)/g, "timestamp($1, { withTimezone: true })");
// @end
// Old rows are deleted by their time (db/prune.ts), and no plugin can give this table an index.
generated = generated.replace(
  /(export const rateLimit = \w+\("rate_limit", \{[^;]*\n\})\);/,
  '$1, (table) => [index("rateLimit_lastRequest_idx").on(table.lastRequest)]);',
);
if (!generated.includes("rateLimit_lastRequest_idx")) {
  console.error("The table rate_limit was not found, so it has no index on last_request.");
  process.exit(1);
}
writeFileSync(schema, generated);
console.log(`${schema} fits the configuration. Run db:generate and db:migrate if it has changed.`);

/**
 * Runs better-auth's command line and returns whether it succeeded, and what it printed.
 *
 * It's no dependency of this app: each version of it brings one version of better-auth along, which
 * would keep you from raising yours. npm, which comes with Node.js, fetches the newest one that
 * isn't newer than the better-auth that is installed, and keeps it in its own cache.
 */
async function authCli(...args: string[]) {
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
function serverFile(path: string) {
  return relative(process.cwd(), fileURLToPath(import.meta.resolve(`#server/${path}`)));
}

/** Wherever the package manager has put it, in a monorepo also further up. */
function installedVersion(name: string) {
  const path = findPackageJSON(name, import.meta.url);
  if (!path) throw new Error(`${name} is not installed.`);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
