import { x } from "tinyexec";
import { errorCode, exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import {
  type Command,
  commandText,
  type PackageManagerName,
  packageManagers,
} from "../options/package-managers.ts";
import { isOlder } from "../versions.ts";
import { type Registry, registryFromAddress, registryFromNpm } from "./registry.ts";

const timeout = 20_000;

/**
 * Makes sure that the package manager is there and new enough, before anything is written, and
 * gives the registry that it is set to. The registry is not asked here.
 */
export async function preflight(
  pm: PackageManagerName,
  host: Host,
  signal: AbortSignal,
): Promise<Registry | undefined> {
  const { oldest, registry } = packageManagers[pm];
  const ask = (command: Command) => output(pm, command, host, signal);
  // npm's settings are proof enough that npm runs, and its start is slow.
  if (pm === "npm" && registry) return registryFromNpm(await ask(registry));
  const [version, address] = await Promise.all([ask([pm, "--version"]), registry && ask(registry)]);
  if (oldest && isOlder(version, oldest)) {
    throw new UserError(`${pm} ${version.trim()} is too old; the project needs ${oldest}.`, {
      code: "package-manager-too-old",
      hint: hintFor(pm),
      exitCode: exitCodes.failed,
    });
  }
  return address?.trim().startsWith("http")
    ? registryFromAddress(address.trim(), host.env)
    : undefined;
}

async function output(
  pm: PackageManagerName,
  command: Command,
  host: Host,
  signal: AbortSignal,
): Promise<string> {
  const [program, ...args] = command;
  const failure = (reason: string) =>
    new UserError(`${pm} cannot be run: ${reason}.`, {
      code: "package-manager-missing",
      hint: hintFor(pm),
      exitCode: exitCodes.failed,
    });
  try {
    const { stdout, stderr, exitCode } = await x(program, args, {
      nodePath: false,
      timeout,
      signal,
      nodeOptions: { env: { ...host.env }, stdio: ["ignore", "pipe", "pipe"] },
    });
    signal.throwIfAborted();
    if (exitCode === 0) return stdout;
    const [reason = `exit code ${exitCode}`] = stderr.trim().split("\n");
    throw failure(`"${commandText(command, host.platform)}" says ${reason}`);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    throw failure(errorCode(error) === "ENOENT" ? "it is not installed" : String(error));
  }
}

function hintFor(pm: PackageManagerName): string {
  const other =
    pm === "npm" ? "--no-install writes the project without it." : "Or take another: --pm npm";
  return `Get it: ${packageManagers[pm].get}\n${other}`;
}
