import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Files, sortedFiles } from "../engine/files.ts";
import { isObject } from "../engine/merge-package-json.ts";
import { exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { type PackageManagerName, packageManagers } from "../options/package-managers.ts";
import { isGitFolder, wrongWithFileName } from "../project/file-name.ts";
import { unreachable } from "../steps/registry.ts";
import { isOlder } from "../versions.ts";
import { run } from "./run.ts";

export interface OldVersion {
  /** The project. Its settings say which registry to use. */
  root: string;
  version: string;
  answers: Readonly<Record<string, unknown>>;
  pm: PackageManagerName;
}

const packageName = "create-auth-app";

/**
 * Renders with an older version of this package. The owner's package manager installs it into a
 * temporary folder and checks its integrity. It runs in a process that can read only that folder and
 * write nothing.
 */
export async function renderOld(old: OldVersion, host: Host, signal: AbortSignal): Promise<Files> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "create-auth-app-old-")));
  try {
    await install(old, folder, host, signal);
    return await renderIn(folder, old, host, signal);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const installs: Readonly<
  Record<PackageManagerName, { args: readonly string[]; env?: Record<string, string> }>
> = {
  npm: { args: ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"] },
  pnpm: { args: ["install", "--ignore-scripts", "--ignore-workspace", "--no-frozen-lockfile"] },
  yarn: {
    args: ["install"],
    env: {
      YARN_ENABLE_SCRIPTS: "false",
      YARN_NODE_LINKER: "node-modules",
      YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    },
  },
  bun: { args: ["install", "--ignore-scripts", "--no-save"] },
};

async function install(
  old: OldVersion,
  folder: string,
  host: Host,
  signal: AbortSignal,
): Promise<void> {
  const { version, pm, root } = old;
  const { preflight } = await import("../steps/preflight.ts");
  const registry = await preflight(pm, host, signal);
  const problem = registry && (await unreachable(registry));
  if (problem) throw noNetwork(version, problem);
  // The project may have a registry of its own.
  for (const name of [".npmrc", "bunfig.toml"]) {
    if (existsSync(join(root, name))) copyFileSync(join(root, name), join(folder, name));
  }
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: { [packageName]: version } }),
  );
  // Without it, Yarn takes the folder for part of a project further up.
  if (pm === "yarn") writeFileSync(join(folder, "yarn.lock"), "");
  const { args, env } = installs[pm];
  const { exitCode, all } = await run(pm, args, {
    cwd: folder,
    env: { ...host.env, ...packageManagers[pm].impatience, ...env },
    signal,
  });
  if (exitCode === 0 && existsSync(join(folder, "node_modules", packageName, "package.json")))
    return;
  const lines = all.trim().split("\n").slice(-6);
  if (
    /E404|ETARGET|ERR_PNPM_(?:NO_MATCHING|FETCH_404)|No matching version|No candidates|not found/i.test(
      all,
    )
  )
    throw gone(version, lines);
  throw noNetwork(version, lines.join("\n"));
}

const script = `
const { render } = await import(process.env.RENDER);
let input = "";
for await (const chunk of process.stdin) input += chunk;
process.stdout.write(JSON.stringify(await render(JSON.parse(input))));
`;

async function renderIn(
  folder: string,
  { version, answers }: OldVersion,
  host: Host,
  signal: AbortSignal,
): Promise<Files> {
  const home = join(folder, "node_modules", packageName);
  const entry = entryOf(home);
  if (entry === undefined) throw unusable(version, "it has no entry create-auth-app/render");
  const permission = isOlder(host.nodeVersion, "22.13.0")
    ? "--experimental-permission"
    : "--permission";
  const args = [
    permission,
    `--allow-fs-read=${realpathSync(home)}`,
    `--allow-fs-read=${folder}`,
    "--no-warnings",
    "--input-type=module",
    "--eval",
    script,
  ];
  const { exitCode, stdout, stderr } = await run(process.execPath, args, {
    cwd: folder,
    // Without the owner's environment.
    env: { RENDER: pathToFileURL(realpathSync(entry)).href },
    input: JSON.stringify(answers),
    signal,
    timeout: 30_000,
  });
  if (exitCode !== 0) throw unusable(version, reasonIn(stderr));
  return readFiles(version, stdout);
}

/** The line in Node's output that says what the error is. */
function reasonIn(stderr: string): string {
  const lines = stderr.trim().split("\n");
  return lines.find((line) => /^(?:\w*Error\b|Uncaught)/.test(line)) ?? lines.at(-1) ?? "";
}

/** The file that the package exports as `./render`. */
function entryOf(home: string): string | undefined {
  const { exports } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    exports?: Record<string, string | { default?: string }>;
  };
  const entry = exports?.["./render"];
  const path = typeof entry === "string" ? entry : entry?.default;
  return path === undefined ? undefined : join(home, path);
}

function readFiles(version: string, json: string): Files {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    throw unusable(version, "what it renders isn't JSON");
  }
  if (!isObject(read)) throw unusable(version, "what it renders isn't files");
  const files = Object.entries(read).map(([path, text]): [string, string] => {
    const wrong = path.split("/").some((part) => wrongWithFileName(part) || isGitFolder(part));
    if (wrong || typeof text !== "string") throw unusable(version, `it renders a file ${path}`);
    return [path, text];
  });
  return sortedFiles(files);
}

const whatStillWorks =
  "You can still change answers with the version that created the project: npx create-auth-app@";

function noNetwork(version: string, reason: string): UserError {
  return new UserError(
    `create-auth-app ${version}, which created this project, can't be downloaded.`,
    {
      code: "no-network",
      hint: `${reason}\nIt's needed to tell your edits from its files.\n${whatStillWorks}${version} add …`,
      exitCode: exitCodes.failed,
    },
  );
}

function gone(version: string, lines: readonly string[]): UserError {
  return new UserError(
    `create-auth-app ${version}, which created this project, isn't in the registry.`,
    {
      code: "version-gone",
      hint: [
        ...lines.map((line) => `  ${line}`),
        "It's needed to tell your edits from its files. If your registry is a mirror, it may not have this version.",
        `${whatStillWorks}${version} (if it is in npm's cache)`,
      ].join("\n"),
      exitCode: exitCodes.failed,
    },
  );
}

function unusable(version: string, reason: string): UserError {
  return new UserError(`create-auth-app ${version} can't render the files of this project.`, {
    code: "version-unusable",
    hint: reason,
    exitCode: exitCodes.failed,
  });
}
