import type { Host } from "../host.ts";
import { isOlder } from "../versions.ts";
import type { Answers } from "./catalogue.ts";

export type PackageManagerName = Answers["pm"];
export type Command = readonly [program: string, ...args: string[]];

export interface PackageManager {
  install: Command;
  /** Runs a script of the project's package.json. */
  run: (script: string) => Command;
  /** How to run this command again. npm takes flags for itself unless they come after `--`. */
  create: (args: readonly string[]) => Command;
  /** The oldest version that can install the project. */
  oldest?: string;
  /** Prints the address of the registry. Undefined if there is no such command. */
  registry?: Command;
  /** Environment for the install: without a network, it gives up within seconds rather than minutes. */
  impatience: Readonly<Record<string, string>>;
  /** How to install it. */
  get: string;
  /** The name of its lockfile. */
  lockfile: string;
  /** Whether a project joins a workspace around it that lists it. */
  joinsWorkspaces: boolean;
}

const starter = "auth-app@latest";

export const packageManagers: Readonly<Record<PackageManagerName, PackageManager>> = {
  npm: {
    install: ["npm", "install"],
    run: (script) => ["npm", "run", script],
    create: ([directory = ".", ...flags]) =>
      flags.length === 0
        ? ["npm", "create", starter, directory]
        : ["npm", "create", starter, directory, "--", ...flags],
    registry: ["npm", "config", "ls", "--json"],
    impatience: {
      npm_config_fetch_retries: "1",
      npm_config_fetch_retry_mintimeout: "1000",
      npm_config_fetch_retry_maxtimeout: "5000",
      npm_config_fetch_timeout: "60000",
    },
    get: "https://nodejs.org (npm comes with Node.js)",
    lockfile: "package-lock.json",
    joinsWorkspaces: true,
  },
  pnpm: {
    install: ["pnpm", "install"],
    // `pnpm setup` is a command of pnpm's own, hence `run`.
    run: (script) => ["pnpm", "run", script],
    create: (args) => ["pnpm", "create", starter, ...args],
    oldest: "10.0.0",
    registry: ["pnpm", "config", "get", "registry"],
    impatience: {
      npm_config_fetch_retries: "1",
      npm_config_fetch_retry_mintimeout: "1000",
      npm_config_fetch_retry_maxtimeout: "5000",
      npm_config_fetch_timeout: "60000",
    },
    get: "npm install --global pnpm",
    lockfile: "pnpm-lock.yaml",
    joinsWorkspaces: false,
  },
  yarn: {
    install: ["yarn", "install"],
    run: (script) => ["yarn", "run", script],
    create: (args) => ["yarn", "create", starter, ...args],
    oldest: "4.0.0",
    registry: ["yarn", "config", "get", "npmRegistryServer"],
    impatience: { YARN_HTTP_RETRY: "1", YARN_HTTP_TIMEOUT: "60000" },
    get: "npm install --global corepack && corepack enable",
    lockfile: "yarn.lock",
    joinsWorkspaces: false,
  },
  bun: {
    install: ["bun", "install"],
    run: (script) => ["bun", "run", script],
    create: (args) => ["bun", "create", starter, ...args],
    oldest: "1.2.0",
    impatience: {},
    get: "https://bun.sh",
    lockfile: "bun.lock",
    joinsWorkspaces: true,
  },
};

/** The package manager that started this command, or npm, which comes with Node. */
export function startedBy(env: Host["env"]): PackageManagerName {
  const [name = "", version = ""] =
    (env["npm_config_user_agent"] ?? "").split(" ", 1)[0]?.split("/") ?? [];
  if (!isPackageManager(name)) return "npm";
  const { oldest } = packageManagers[name];
  // Yarn 1 can start this command but can't install the project, so npm does.
  return oldest && isOlder(version, oldest) ? "npm" : name;
}

function isPackageManager(name: string): name is PackageManagerName {
  return Object.hasOwn(packageManagers, name);
}

/** A command that can be pasted into a shell. */
export function commandText(command: readonly string[], platform: NodeJS.Platform): string {
  return command.map((argument) => quoted(argument, platform)).join(" ");
}

/** On Windows, for both cmd.exe and PowerShell. */
function quoted(argument: string, platform: NodeJS.Platform): string {
  if (platform === "win32") return quoteOnWindows(argument);
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

function quoteOnWindows(argument: string): string {
  // In PowerShell, commas make lists, a leading @ is a variable, and a bare -- is dropped.
  if (/^[\w+=:./\\-][\w@+=:./\\-]*$/.test(argument) && argument !== "--") return argument;
  // PowerShell expands these in double quotes. In single quotes, cmd.exe passes the quotes on.
  if (/[$`]/.test(argument)) return `'${argument.replaceAll("'", "''")}'`;
  // A Windows path cannot contain a double quote.
  return `"${argument}"`;
}
