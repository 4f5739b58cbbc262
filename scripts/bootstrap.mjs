// Plain JavaScript without dependencies: it runs before anything is installed, on the machine's own Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, "scripts/toolchain");
const bin = join(toolchain, "node_modules/.bin");

/**
 * Brings the repository's own Node and pnpm and its dependencies, each only when it is missing or
 * out of date, and lays the apps together. Progress goes to stderr. Exits the process with a message when a step fails.
 *
 * @returns {NodeJS.ProcessEnv} an environment in which `node` and `pnpm` are the repository's own
 */
export function bootstrap() {
  refuseOldNode();
  step("Node and pnpm", toolchain, ["package-lock.json"], () =>
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], toolchain, process.env),
  );
  const env = toolchainEnvironment();
  run("node", ["packages/create-auth-app/scripts/lay.ts"], root, env);
  step("dependencies", root, ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()], () =>
    run("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], root, env),
  );
  return env;
}

/**
 * Runs a command with its output on stderr, so that stdout stays the caller's.
 * Exits the process with the command's code when it fails.
 *
 * @param {string} command @param {string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} env
 */
export function run(command, args, cwd, env) {
  const { status, error } = spawnSync(command, args, {
    cwd,
    env,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error(`\n${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}.`);
  process.exit(status ?? 1);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Node ${process.versions.node} is too old to start from: install Node 20.19 or newer.`,
  );
  process.exit(1);
}

/** What npm says of the command that started us must not reach the package managers that we start. */
function toolchainEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)/i.test(name));
  const { npm_config_user_agent: _, ...env } = Object.fromEntries(own);
  return { ...env, PATH: `${bin}${delimiter}${process.env.PATH}` };
}

function manifests() {
  const members = ["packages", "templates", "apps"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  return ["package.json", ...members.filter((path) => existsSync(join(root, path))).sort()];
}

/** Does the work unless it was done for the same bytes of `inputs` before. */
function step(what, folder, inputs, work) {
  const stamp = join(folder, "node_modules/.bootstrap");
  const wanted = createHash("sha256");
  for (const input of inputs) wanted.update(readFileSync(join(folder, input)));
  const digest = wanted.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const started = Date.now();
  console.error(`Installing ${what} …`);
  work();
  writeFileSync(stamp, digest);
  console.error(`Installed ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
