import { type ProjectFiles, textOf } from "./engine/files.ts";
import { loadTemplates } from "./engine/load-templates.ts";
import { render } from "./engine/render.ts";
import type { Templates } from "./engine/templates.ts";
import { exitCodes, UserError } from "./errors.ts";
import type { Place } from "./host.ts";
import type { Flags } from "./input/flags.ts";
import { assertConsistent, type Request, requestFrom } from "./input/request.ts";
import * as messages from "./output/messages.ts";
import type { Voice } from "./output/voice.ts";
import { ownVersion } from "./own-version.ts";
import { nothing, type Outcome } from "./plan/outcome.ts";
import { answersFor, commandsFrom, type Plan, planOf } from "./plan/plan.ts";
import { plannedReport } from "./plan/step-report.ts";
import { envFile, envPath } from "./project/env-file.ts";
import { write } from "./project/write.ts";
import { withoutToken } from "./remote/github-token.ts";
import type { Registry } from "./steps/registry.ts";

/** The project as it would be: what will be done, and the files to the byte. */
export interface Prepared {
  plan: Plan;
  files: ProjectFiles;
}

/** Puts the questions that the flags leave open. */
export type Ask = (
  flags: Flags,
  place: Place,
  prepare: (request: Request) => Prepared,
  signal: AbortSignal,
) => Promise<Request>;

export interface Around {
  place: Place;
  voice: Voice;
  signal: AbortSignal;
  /** Nothing where nobody can answer. */
  ask: Ask | undefined;
}

/** The whole of it: flags → answers → plan → files → steps → next steps. */
export async function create(flags: Flags, around: Around): Promise<Outcome> {
  const { place, voice, signal, ask } = around;
  assertConsistent(flags, place);
  // What is wrong with the directory is said before anything is downloaded.
  if (flags.remote && !ask) requestFrom(flags, place);
  const { version, filesFor } = await sourceOf(flags, around);
  const prepare = (request: Request) => prepared(request, filesFor, flags, place);

  const request = ask ? await ask(flags, place, prepare, signal) : requestFrom(flags, place);
  const { plan, files } = prepare(request);
  assertRoom(plan, request);
  announce(request, plan, voice);
  const planned = plannedOutcome(request, plan, version, place);
  if (request.switches["dry-run"]) {
    voice.say(messages.dryRunText(plan, voice.style, place.platform));
    return planned;
  }

  const registry = await preflight(request, place, signal);
  const complete = await withAddresses(files, registry);
  const backup = await write({
    target: plan.target,
    files: complete,
    colliding: plan.colliding,
    signal,
  });
  voice.tick(messages.writtenText(plan, backup));
  return runTheRest(
    { ...planned, status: "done", backup: backup ?? null },
    { plan, files, registry, around },
  );
}

type FilesFor = (request: Request) => ProjectFiles;

/** Where the files come from: the templates in this package, or one on GitHub. */
async function sourceOf(
  { remote }: Flags,
  around: Around,
): Promise<{ version: string; filesFor: FilesFor }> {
  if (remote) {
    const { loadRemote } = await import("./remote/load-remote.ts");
    const version = ownVersion();
    const projectFiles = await loadRemote(remote, version, around);
    return { version, filesFor: ({ target }) => projectFiles(target.name) };
  }
  const templates = loadTemplates();
  return { version: templates.version, filesFor: (request) => renderedFor(request, templates) };
}

function renderedFor({ target, choices }: Request, templates: Templates): ProjectFiles {
  const rendered = render(answersFor(choices, target), templates);
  const example = rendered.get(".env.example");
  const files = new Map(rendered);
  if (example !== undefined) files.set(envPath, envFile(example));
  return files;
}

function prepared(request: Request, filesFor: FilesFor, { remote }: Flags, place: Place): Prepared {
  const files = filesFor(request);
  const { target, choices, switches } = request;
  return { plan: planOf({ target, choices, switches, files, remote, place }), files };
}

/** A directory that is not empty is written into only if that was said. */
function assertRoom(plan: Plan, { switches }: Request): void {
  if (plan.target.entries.length === 0 || switches.overwrite) return;
  const { message, hint } = messages.notEmptyText(plan);
  throw new UserError(message, { code: "directory-not-empty", hint });
}

/** What happens without having been asked for, before it happens. */
function announce({ defaults, warnings }: Request, plan: Plan, voice: Voice): void {
  const text = messages.defaultsText(defaults, voice.style);
  if (text) voice.say(text);
  for (const warning of warnings) voice.warn(warning);
  if (plan.colliding.length > 0) voice.warn(messages.replacedText(plan.colliding));
}

function plannedOutcome(request: Request, plan: Plan, version: string, place: Place): Outcome {
  return {
    ...nothing,
    status: "planned",
    exitCode: exitCodes.done,
    version,
    directory: plan.target.path,
    answers: plan.remote ? null : plan.answers,
    template: plan.remote?.text ?? null,
    defaults: request.defaults,
    files: plan.files,
    replaced: plan.colliding,
    steps: plan.steps.map((step) => plannedReport(step, place.platform)),
    warnings: request.warnings,
    next: commandsFrom(plan, undefined, place.platform),
    command: plan.again,
  };
}

/** What is not needed for writing files is not loaded for it either. */
async function preflight({ choices, switches }: Request, place: Place, signal: AbortSignal) {
  if (!switches.install) return undefined;
  const { preflight: check } = await import("./steps/preflight.ts");
  return check(choices.pm, place, signal);
}

/** npm installs faster when the lockfile says where each package is, on this machine. */
async function withAddresses(files: Prepared["files"], registry: Registry | undefined) {
  const lockfile = files.get("package-lock.json");
  // One that came with a remote template is left as it is: it is its author's, and may be bytes.
  if (typeof lockfile !== "string" || !registry) return files;
  const { fillResolved } = await import("./engine/fill-resolved.ts");
  const filled = fillResolved(lockfile, { registry: registry.address, scopes: registry.scopes });
  return new Map([...files, ["package-lock.json", filled]]);
}

interface Rest extends Prepared {
  registry: Registry | undefined;
  around: Around;
}

async function runTheRest(
  outcome: Outcome,
  { plan, files, registry, around }: Rest,
): Promise<Outcome> {
  const { voice, signal } = around;
  const env = plan.remote ? withoutToken(around.place.env) : around.place.env;
  const place = { ...around.place, env };
  for (const text of messages.skippedTexts(plan)) voice.say(text);
  if (plan.steps.every(({ skipped }) => skipped !== undefined)) {
    voice.say(messages.nextText(outcome.next, plan, voice.style));
    return outcome;
  }
  const { runSteps } = await import("./steps/run-steps.ts");
  const example = textOf(files.get(".env.example"));
  const { reports, stopped } = await runSteps({ plan, example, registry, place, voice, signal });
  if (!stopped) {
    voice.say(messages.nextText(outcome.next, plan, voice.style));
    return { ...outcome, steps: reports };
  }
  const { exitCode, error, at } = stopped;
  const next = commandsFrom(plan, at, place.platform);
  voice.say(messages.failureText(error, next, plan, voice.style));
  const status = error.code === "interrupted" ? "interrupted" : "failed";
  return { ...outcome, status, exitCode, error, steps: reports, next };
}
