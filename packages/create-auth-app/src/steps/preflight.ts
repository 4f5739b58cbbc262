import { execa } from "execa";
import { exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import {
  type Command,
  commandText,
  type PackageManagerName,
  packageManagers,
} from "../options/package-managers.ts";
import { isOlder } from "../versions.ts";
import { type Registry, registryFromAddress, registryFromNpm } from "./registry.ts";
import { environment, shared } from "./run-command.ts";

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
  const { stdout, stderr, exitCode, code, timedOut, originalMessage } = await execa(program, args, {
    ...shared,
    env: environment(host.env),
    stdin: "ignore",
    timeout,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  if (exitCode === 0) return stdout;
  if (timedOut) throw failure(`"${commandText(command, host.platform)}" says nothing`);
  if (exitCode === undefined)
    throw failure(code === "ENOENT" ? "it is not installed" : (originalMessage ?? "it was killed"));
  const [reason = `exit code ${exitCode}`] = stderr.trim().split("\n");
  throw failure(`"${commandText(command, host.platform)}" says ${reason}`);
}

function hintFor(pm: PackageManagerName): string {
  const other =
    pm === "npm" ? "--no-install writes the project without it." : "Or take another: --pm npm";
  return `Get it: ${packageManagers[pm].get}\n${other}`;
}
