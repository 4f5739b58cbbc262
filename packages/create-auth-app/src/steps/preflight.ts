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
 * Checks that the package manager is installed and new enough before anything is written, and
 * returns the registry it is configured to use. Nothing is sent to the registry here.
 */
export async function preflight(
  pm: PackageManagerName,
  host: Host,
  signal: AbortSignal,
): Promise<Registry | undefined> {
  const { oldest, registry } = packageManagers[pm];
  const ask = (command: Command) => output(pm, command, host, signal);
  // If npm prints its settings, it runs. Asking for its version as well would be slow.
  if (pm === "npm" && registry) return registryFromNpm(await ask(registry));
  const [version, address] = await Promise.all([ask([pm, "--version"]), registry && ask(registry)]);
  if (oldest && isOlder(version, oldest)) {
    throw new UserError(
      `${pm} ${version.trim()} is too old; the project needs ${oldest} or newer.`,
      {
        code: "package-manager-too-old",
        hint: hintFor(pm),
        exitCode: exitCodes.failed,
      },
    );
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
    new UserError(`${pm} can't be run: ${reason}.`, {
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
  if (timedOut) throw failure(`"${commandText(command, host.platform)}" doesn't respond`);
  if (exitCode === undefined)
    throw failure(code === "ENOENT" ? "it isn't installed" : (originalMessage ?? "it was killed"));
  const [reason = `exit code ${exitCode}`] = stderr.trim().split("\n");
  throw failure(`"${commandText(command, host.platform)}" failed with: ${reason}`);
}

function hintFor(pm: PackageManagerName): string {
  const other =
    pm === "npm"
      ? "To create the project without installing anything, add --no-install."
      : "Or use npm: --pm npm";
  return `To install it: ${packageManagers[pm].get}\n${other}`;
}
