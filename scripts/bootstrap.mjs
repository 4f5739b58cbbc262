// Plain JavaScript without dependencies: it runs before anything is installed, on the machine's own Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, "scripts/toolchain");
const bin = join(toolchain, "node_modules/.bin");

/** Whether the repository's own Node and pnpm are installed, as they are for contributors. */
const isComplete = () => existsSync(join(bin, "pnpm"));

/**
 * Installs the few packages that the command is bundled from, if they are missing or out of date.
 *
 * @returns {string} the folder that has them in its `node_modules`
 */
export function installCommand() {
  refuseOldNode();
  // Contributors keep their Node and pnpm, and see their edits in `apps/`.
  if (isComplete()) {
    installToolchain();
    layApps(toolchainEnvironment());
    return toolchain;
  }
  step("what the command needs", toolchain, ["package-lock.json"], () => npmCi("--omit=dev"));
  return toolchain;
}

/**
 * Installs the repository's own Node and pnpm and all dependencies, each only if it is missing or
 * out of date, and lays the apps together. Progress goes to stderr. Exits the process with a message if a step fails.
 *
 * @returns {NodeJS.ProcessEnv} an environment in which `node` and `pnpm` are the repository's own
 */
export function bootstrap() {
  refuseOldNode();
  installToolchain();
  const env = toolchainEnvironment();
  layApps(env);
  step("dependencies", root, ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()], () =>
    run("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], root, env),
  );
  return env;
}

function installToolchain() {
  const inputs = ["package-lock.json"];
  // The same lockfile can have been installed without Node and pnpm.
  if (!isComplete()) rmSync(join(toolchain, "node_modules/.bootstrap"), { force: true });
  step("Node and pnpm", toolchain, inputs, () => npmCi());
}

/** npm reports on stderr only what went wrong. */
function npmCi(...flags) {
  const quiet = ["--no-audit", "--no-fund", "--silent"];
  run("npm", ["ci", ...flags, ...quiet], toolchain, process.env);
}

function layApps(env) {
  run("node", ["packages/create-auth-app/scripts/lay.ts"], root, env);
}

/**
 * Runs a command with its output on stderr, so that stdout stays the caller's.
 * If the command fails, exits the process with the same code.
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

/** npm's variables about the command that started us must not reach package managers we start. */
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

/** Does the work, unless it has already been done for the same bytes of `inputs`. */
function step(what, folder, inputs, work) {
  const stamp = join(folder, "node_modules/.bootstrap");
  const wanted = createHash("sha256");
  for (const input of inputs) wanted.update(readFileSync(join(folder, input)));
  const digest = wanted.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const started = Date.now();
  // One line. On a terminal, its end replaces its beginning.
  const { isTTY } = process.stderr;
  process.stderr.write(`Installing ${what} …${isTTY ? "" : "\n"}`);
  work();
  writeFileSync(stamp, digest);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(`${isTTY ? "\r\u001B[K" : ""}Installed ${what} in ${seconds} s.\n`);
}
