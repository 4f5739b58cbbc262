import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const schema = serverFile("db/schema/auth.ts");

// The command reports missing tables as an error, although they are the reason to run it. So its
// output is shown only if it fails.
const { ok, output } = await authCli("generate", "--output", schema, "--yes");
if (!ok) {
  console.error(output);
  process.exit(1);
}
let generated = readFileSync(schema, "utf8");
// @feature postgres
// better-auth leaves out the time zone, without which a time depends on its reader.
generated = generated.replace(/timestamp\(("\w+")\)/g, "timestamp($1, { withTimezone: true })");
// @end
// Old rows are deleted by time (db/prune.ts), and plugins can't add an index to this table.
generated = generated.replace(
  /(export const rateLimit = \w+\("rate_limit", \{[^;]*\n\})\);/,
  '$1, (table) => [index("rateLimit_lastRequest_idx").on(table.lastRequest)]);',
);
if (!generated.includes("rateLimit_lastRequest_idx")) {
  console.error("The table rate_limit wasn't found, so it has no index on last_request.");
  process.exit(1);
}
writeFileSync(schema, generated);
console.log(
  `${schema} matches the configuration. Run db:generate and db:migrate if it has changed.`,
);

/**
 * Runs better-auth's CLI and returns whether it succeeded, and what it printed.
 *
 * It isn't a dependency of this app: each of its versions depends on one version of better-auth,
 * which would keep you from upgrading yours. npm, which comes with Node.js, fetches the newest CLI
 * that isn't newer than the installed better-auth, and keeps it in its own cache.
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
      // On Windows, npm is a script that only a shell can start.
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
      // Its cache of compiled modules doesn't notice new imported files.
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

/** The path of a file of the server, relative to the project. */
function serverFile(path: string) {
  return relative(process.cwd(), fileURLToPath(import.meta.resolve(`#server/${path}`)));
}

/** Wherever the package manager has put it; in a monorepo it may be further up. */
function installedVersion(name: string) {
  const path = findPackageJSON(name, import.meta.url);
  if (!path) throw new Error(`${name} isn't installed.`);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
