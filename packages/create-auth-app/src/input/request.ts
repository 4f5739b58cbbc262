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

/** What to create: every question is settled. */
export interface Request {
  target: Target;
  answers: Answers;
  switches: SwitchValues;
  /** The defaults that were used without asking. */
  defaults: readonly TakenDefault[];
  warnings: readonly string[];
}

/** The request that the flags and the defaults give, without asking. */
export function makeRequest(flags: Flags, host: Host): Request {
  const answers: Answers = { ...defaultAnswers(host), ...flags.answers };
  assertApplicable(answers);
  const target = findTarget(flags.directory ?? defaultDirectory, host);
  const directory = {
    label: "Directory",
    value: defaultDirectory,
    flag: "pass one as an argument",
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

/** Throws if two flags contradict each other. */
export function assertConsistent(
  { switches }: Flags,
  { env, platform }: Pick<Host, "env" | "platform">,
): void {
  if (switches.immediate && !switches.install)
    throw conflict("--immediate", "--no-install", "The app can't start without its dependencies.");
  if (switches.immediate && switches.json)
    throw conflict(
      "--immediate",
      "--json",
      "While the server runs, the JSON document would never be printed.",
    );
  const kept = keptByNpm(env);
  if (kept === undefined) return;
  throw new UserError(`npm took --${kept} for itself.`, {
    code: "kept-by-npm",
    hint: [
      `Flags come after two dashes: npm create auth-app my-app -- --${kept} …`,
      // PowerShell keeps the dashes, unless they're quoted.
      ...(platform === "win32" ? ['In PowerShell, quote them: "--"'] : []),
    ].join("\n"),
  });
}

/** A flag that npm took because the `--` before it is missing. npm passes it on as a variable. */
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
  if (remote) return install && !dry ? [`This runs code from ${remote.repository}.`] : [];
  if (!isTooOld(nodeVersion)) return [];
  const old = `Node.js ${nodeVersion} is too old for the app (${appNode} or newer)`;
  // No warning if the user asked for it.
  if (pinNode) return given.pinNode ? [] : [`${old}, so the project gets its own.`];
  // Nothing runs here, so the app may be meant for another machine.
  if (!install) return [`${old}.`];
  throw nodeTooOld(nodeVersion);
}

/** A remote template may have been made for a monorepo. We can't know. */
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
      "Install Node.js 24 from https://nodejs.org, then run this command again.",
      "Or install one in the project with --pin-node.",
    ].join("\n"),
    exitCode: exitCodes.failed,
  });
}

function conflict(one: string, other: string, hint: string): UserError {
  return new UserError(`${one} and ${other} can't be combined.`, { code: "conflict", hint });
}
