/**
 * Upgrades every dependency of the repository to the newest version that can be installed, and says
 * what holds back the others.
 *
 * With the repository's own node and pnpm on the PATH:
 *
 *   node scripts/upgrade.ts            shows what would be upgraded, and changes nothing
 *   node scripts/upgrade.ts --write    upgrades on a new branch, bakes, and runs every test
 *
 * The branch is left for you to look at, even when a stage fails.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { releaseGroups } from "./upgrade/groups.ts";
import { readManifests, withVersion } from "./upgrade/manifests.ts";
import { type Raise, raiseOf } from "./upgrade/raise.ts";
import { registry } from "./upgrade/registry.ts";

/** In dependency order. The union of all templates can only be resolved from scratch. */
const stages: [string, ...string[]][] = [
  ["npm", "install", "--prefix", "scripts/toolchain", "--omit-lockfile-registry-resolved"],
  ["pnpm", "install", "--no-frozen-lockfile"],
  ["pnpm", "--filter", "create-auth-app", "bake", "--lockfile"],
  ["pnpm", "run", "format"],
  ["npm", "test"],
];

const root = resolve(import.meta.dirname, "..");
const manifests = readManifests(root);
const raises: Raise[] = [];
for (const group of releaseGroups(manifests)) {
  const raise = await raiseOf(group, registry);
  raises.push(raise);
  if (isRaised(raise) || isHeldBack(raise)) console.log(described(raise));
}
const raised = raises.filter(isRaised);
console.log(`${raised.length} can be upgraded, ${raises.filter(isHeldBack).length} are held back.`);
if (process.argv.includes("--write") && raised.length > 0) write();

function isRaised({ from, to }: Raise) {
  return from !== to;
}

function isHeldBack({ held }: Raise) {
  return held.length > 0;
}

function write() {
  const branch = `upgrade/${new Date().toISOString().slice(0, 10)}`;
  if (!succeeds("git", "diff", "--quiet", "HEAD") || !succeeds("git", "switch", "-c", branch)) {
    console.error(`Commit your changes first; the branch ${branch} must not exist yet.`);
    process.exit(2);
  }
  for (const { path, text } of manifests) {
    const fresh = raised.reduce(
      (changed, { names, to }) => names.reduce((all, name) => withVersion(all, name, to), changed),
      text,
    );
    writeFileSync(join(root, path), fresh);
  }
  const failed = stages.find((stage) => !succeeds(...stage));
  succeeds("git", "add", "--all");
  succeeds("git", "commit", "--quiet", "-m", message(failed?.join(" ")));
  console.log(`\nSee the branch ${branch}.`);
  if (failed) console.error(`${failed.join(" ")} failed.`);
  process.exitCode = failed ? 1 : 0;
}

function message(failed: string | undefined) {
  return [
    "Upgrade every dependency to the newest version that can be installed",
    "",
    ...raises.filter((raise) => isRaised(raise) || isHeldBack(raise)).map(described),
    ...(failed ? ["", `Not ready: ${failed} fails.`] : []),
  ].join("\n");
}

function described(raise: Raise) {
  const { names, from, to, held } = raise;
  return [
    `${names.join(", ")}: ${isRaised(raise) ? `${from} -> ${to}` : `stays at ${from}`}`,
    ...held.map(({ version, reason }) => `  not ${version}: ${reason}`),
  ].join("\n");
}

function succeeds(file: string, ...args: string[]) {
  console.log(`\n> ${file} ${args.join(" ")}`);
  const shell = process.platform === "win32";
  return spawnSync(file, args, { cwd: root, stdio: "inherit", shell }).status === 0;
}
