import { exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { defaultAnswers, defaultsTaken, type TakenDefault } from "../options/answers.ts";
import { assertApplicable } from "../options/applies.ts";
import { type Answers, catalogue, remoteOptions } from "../options/catalogue.ts";
import { startedBy } from "../options/package-managers.ts";
import type { SwitchValues } from "../options/switches.ts";
import { defaultDirectory } from "../project/directory.ts";
import { findTarget, type Target } from "../project/target.ts";
import { workspaceAround, workspaceText } from "../project/workspace.ts";
import { appNode, isTooOld } from "../versions.ts";
import type { Flags } from "./flags.ts";

/** What is to be made: every question has its answer. */
export interface Request {
  target: Target;
  answers: Answers;
  switches: SwitchValues;
  /** The defaults that were taken without asking. */
  defaults: readonly TakenDefault[];
  warnings: readonly string[];
}

/** The request that the flags and the defaults make, without a question. */
export function makeRequest(flags: Flags, host: Host): Request {
  const answers: Answers = { ...defaultAnswers(host), ...flags.answers };
  assertApplicable(answers);
  const target = findTarget(flags.directory ?? defaultDirectory, host);
  const directory = {
    label: "Directory",
    value: defaultDirectory,
    flag: "give one as the argument",
  };
  return {
    target,
    answers,
    switches: flags.switches,
    defaults: [
      ...(flags.directory === undefined ? [directory] : []),
      ...defaultsTaken(flags.answers, answers, flags.remote ? remoteOptions() : catalogue),
    ],
    warnings: [
      ...warningsFor(answers, flags, host),
      ...workspaceWarnings(target, answers, flags, host),
    ],
  };
}

/** Throws where two flags cannot both be meant. */
export function assertConsistent(
  { switches }: Flags,
  { env, platform }: Pick<Host, "env" | "platform">,
): void {
  if (switches.immediate && !switches.install)
    throw conflict("--immediate", "--no-install", "The app cannot start without its dependencies.");
  if (switches.immediate && switches.json)
    throw conflict("--immediate", "--json", "A server that runs has no end to report.");
  const kept = keptByNpm(env);
  if (kept === undefined) return;
  throw new UserError(`npm kept --${kept} for itself.`, {
    code: "kept-by-npm",
    hint: [
      `Flags come after two dashes: npm create auth-app my-app -- --${kept} …`,
      // PowerShell keeps the dashes, unless they're quoted.
      ...(platform === "win32" ? ['In PowerShell, quote them: "--"'] : []),
    ].join("\n"),
  });
}

/** A flag of ours that npm took, because the `--` before it is missing. It hands it on like this. */
function keptByNpm(env: Host["env"]): string | undefined {
  if (startedBy(env) !== "npm" || env["npm_command"] !== "exec") return undefined;
  const flags = [
    "template",
    "overwrite",
    "immediate",
    ...Object.values(catalogue).map(({ flag }) => flag),
  ];
  return flags.find((flag) => env[`npm_config_${flag.replaceAll("-", "_")}`] !== undefined);
}

function warningsFor(
  { pinNode }: Answers,
  { answers: given, remote, switches: { install, "dry-run": dry } }: Flags,
  { nodeVersion }: Host,
): string[] {
  if (remote) return install && !dry ? [`This runs code of ${remote.repository}.`] : [];
  if (!isTooOld(nodeVersion)) return [];
  const old = `Node.js ${nodeVersion} is too old for the app (${appNode} or newer)`;
  // No warning if the user asked for it.
  if (pinNode) return given.pinNode ? [] : [`${old}: a current one is put inside the project.`];
  // Nothing runs here, so the app may be meant for another machine.
  if (!install) return [`${old}.`];
  throw nodeTooOld(nodeVersion);
}

/** A template from elsewhere may have been made for a monorepo, which isn't known here. */
function workspaceWarnings(
  { path }: Target,
  { pm }: Answers,
  { remote }: Flags,
  host: Host,
): string[] {
  const workspace = remote ? undefined : workspaceAround(path, pm, host);
  return workspace ? [workspaceText(workspace, pm)] : [];
}

export function nodeTooOld(nodeVersion: string): UserError {
  return new UserError(`The app needs Node.js ${appNode} or newer; this is ${nodeVersion}.`, {
    code: "node-too-old",
    hint: [
      "Install Node.js 24 from https://nodejs.org, then run this again.",
      "Or let the project bring its own: --pin-node",
    ].join("\n"),
    exitCode: exitCodes.failed,
  });
}

function conflict(one: string, other: string, hint: string): UserError {
  return new UserError(`${one} and ${other} exclude each other.`, { code: "conflict", hint });
}
