import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Store, testsOf } from "./store.ts";

export type Command = readonly [string, ...string[]];
export interface Manager {
  create: Command;
  /** Runs a script of a project, with arguments. */
  run(script: string, ...args: string[]): Command;
  /** The test files to run in its project, by words in their names. All of them, if empty. */
  tests: readonly string[];
  /** Runs on the machine's Node, not on the repository's own. */
  machineNode: boolean;
}

/** The tests that depend on how packages are installed: the build, the server, the Dockerfile. */
const installed = testsOf("server", "deployment");

export const npm: Manager = {
  create: ["npm", "create", "auth-app@latest", "my-app", "--", "--yes"],
  run: (script, ...args) => ["npm", "run", script, "--", ...args],
  tests: [],
  machineNode: true,
};

export const managers: Record<string, Manager> = {
  npm,
  pnpm: {
    create: ["pnpm", "create", "auth-app@latest", "my-app", "--yes"],
    run: (script, ...args) => ["pnpm", "run", script, ...args],
    tests: installed,
    machineNode: false,
  },
  yarn: {
    create: ["yarn", "dlx", "create-auth-app@latest", "my-app", "--yes"],
    run: (script, ...args) => ["yarn", "run", script, ...args],
    tests: installed,
    machineNode: false,
  },
  bun: {
    create: ["bun", "create", "auth-app@latest", "my-app", "--yes"],
    run: (script, ...args) => ["bun", "run", script, ...args],
    tests: installed,
    machineNode: false,
  },
};

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where screenshots are kept. */
export const screenshots = join(root, ".artifacts/smoke");

const ownTools = [
  join(root, "scripts/toolchain/node_modules/.bin"),
  join(root, "node_modules/.bin"),
];

/**
 * An empty home, the given registry, and none of the variables that npm set for this process.
 *
 * What npm has downloaded is shared with other tests. Where it keeps the commands that it runs isn't:
 * two `npm create` at the same time install the command twice in one folder, the second time while
 * the first command is reading its files there.
 */
export async function newcomersEnvironment(
  manager: Manager,
  { registry, npmCache }: Store,
  home: string,
) {
  const cache = join(home, ".npm");
  await mkdir(cache, { recursive: true });
  await mkdir(npmCache, { recursive: true });
  await symlink(npmCache, join(cache, "_cacache"), "junction");
  await writeFile(join(home, ".npmrc"), `registry=${registry}\ncache=${cache}\n`);
  await writeFile(
    join(home, ".yarnrc.yml"),
    [
      `npmRegistryServer: "${registry.slice(0, -1)}"`,
      'unsafeHttpWhitelist: ["127.0.0.1"]',
      "enableTelemetry: false",
      // Yarn quarantines packages younger than a day; ours is a few seconds old.
      'npmPreapprovedPackages: ["create-auth-app"]',
      "",
    ].join("\n"),
  );
  await writeFile(
    join(home, ".gitconfig"),
    "[user]\n\tname = A Newcomer\n\temail = new@example.com\n",
  );
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|pnpm_|CI$|NODE_ENV$|INIT_CWD$|PATH$)/i.test(name),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter);
  const machine = path.filter((entry) => !ownTools.includes(entry));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    // The same on Windows.
    USERPROFILE: home,
    PATH: (manager.machineNode ? machine : [...ownTools, ...machine]).join(delimiter),
  };
}
