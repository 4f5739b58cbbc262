import { type ProjectFiles, textOf } from "./engine/files.ts";
import { loadTemplates } from "./engine/packed.ts";
import { render } from "./engine/render.ts";
import type { Templates } from "./engine/templates.ts";
import { exitCodes, UserError } from "./errors.ts";
import type { Host } from "./host.ts";
import type { Ask } from "./input/ask.ts";
import type { Flags } from "./input/flags.ts";
import { assertConsistent, makeRequest, type Request } from "./input/request.ts";
import { doneText } from "./output/done-text.ts";
import * as messages from "./output/messages.ts";
import type { Voice } from "./output/voice.ts";
import { nothing, type Outcome, reportPlanned } from "./plan/outcome.ts";
import { commandsLeft, makePlan, type Plan } from "./plan/plan.ts";
import { envFile, envPath } from "./project/env-file.ts";
import { write } from "./project/write.ts";
import type { RemoteTemplate } from "./remote/remote-template.ts";
import { withoutToken } from "./remote/token.ts";
import type { Registry } from "./steps/registry.ts";
import { ownVersion } from "./versions.ts";

export interface Around {
  host: Host;
  voice: Voice;
  signal: AbortSignal;
  /** Undefined if no one can answer. */
  ask: Ask | undefined;
}

/** The whole flow: flags → answers → plan → files → steps → next steps. */
export async function create(flags: Flags, around: Around): Promise<Outcome> {
  const { host, voice, signal, ask } = around;
  const { remote } = flags;
  assertConsistent(flags, host);
  // Problems with the directory are reported before anything is downloaded.
  if (remote && !ask) makeRequest(flags, host);
  const { version, filesFor } = remote ? await loadRemoteSource(remote, around) : loadSource();
  const design = (request: Request): Design => {
    const files = filesFor(request);
    return { plan: makePlan({ ...request, files, remote, host }), files };
  };

  const planFor = (request: Request) => design(request).plan;
  const request = ask ? await ask(flags, host, planFor, signal) : makeRequest(flags, host);
  const { plan, files } = design(request);
  assertRoom(plan, request);
  announce(request, plan, voice);
  const planned = describePlan(request, plan, version, host);
  if (request.switches["dry-run"]) {
    voice.say(messages.dryRunText(plan, voice.style, host.platform));
    return planned;
  }

  const registry = await preflight(request, host, signal);
  const complete = await fillAddresses(files, registry);
  const backup = await write({
    target: plan.target,
    files: complete,
    colliding: plan.colliding,
    signal,
  });
  voice.tick(messages.writtenText(plan, backup));
  const written = { ...planned, status: "done", backup: backup ?? null } as const;
  return runTheRest(written, { plan, files, registry, around });
}

/** The project before it exists: what will be done, and the exact files. */
interface Design {
  plan: Plan;
  files: ProjectFiles;
}

/** Where the files come from. */
interface Source {
  /** The version of create-auth-app. */
  version: string;
  filesFor: (request: Request) => ProjectFiles;
}

function loadSource(): Source {
  const templates = loadTemplates();
  return { version: templates.version, filesFor: (request) => renderAll(request, templates) };
}

async function loadRemoteSource(
  remote: RemoteTemplate,
  { host, voice, signal }: Around,
): Promise<Source> {
  const { loadRemote } = await import("./remote/load-remote.ts");
  const version = ownVersion();
  const doing = voice.begin(`Downloading ${remote.text}`);
  try {
    const filesNamed = await loadRemote(remote, version, { env: host.env, signal });
    doing.done(`Downloaded ${remote.text}`);
    return { version, filesFor: ({ target }) => filesNamed(target.name) };
  } catch (error) {
    doing.failed(`Downloading ${remote.text} failed`);
    throw error;
  }
}

/** The rendered files, and `.env`, which holds a secret. */
function renderAll({ target, answers }: Request, templates: Templates): ProjectFiles {
  const rendered = render({ name: target.name, ...answers }, templates);
  const example = rendered.get(".env.example");
  return example === undefined ? rendered : new Map([...rendered, [envPath, envFile(example)]]);
}

/** Without --overwrite, only an empty directory is written into. */
function assertRoom(plan: Plan, { switches }: Request): void {
  if (plan.target.entries.length === 0 || switches.overwrite) return;
  const { message, hint } = messages.notEmptyText(plan);
  throw new UserError(message, { code: "directory-not-empty", hint });
}

/** Announces what no one asked for, before it happens. */
function announce({ defaults, warnings }: Request, plan: Plan, voice: Voice): void {
  const text = messages.defaultsText(defaults, voice.style);
  if (text) voice.say(text);
  for (const warning of warnings) voice.warn(warning);
  if (plan.colliding.length > 0) voice.warn(messages.replacedText(plan.colliding));
}

function describePlan(request: Request, plan: Plan, version: string, host: Host): Outcome {
  return {
    status: "planned",
    exitCode: exitCodes.done,
    version,
    ...nothing,
    directory: plan.target.path,
    answers: plan.remote ? null : plan.answers,
    template: plan.remote?.text ?? null,
    defaults: request.defaults,
    files: plan.files,
    replaced: plan.colliding,
    steps: plan.steps.map((step) => reportPlanned(step, host.platform)),
    warnings: request.warnings,
    next: commandsLeft(plan, undefined, host.platform),
    command: plan.again,
  };
}

/** Loaded only if something will be installed. */
async function preflight({ answers, switches }: Request, host: Host, signal: AbortSignal) {
  if (!switches.install) return undefined;
  const { preflight: check } = await import("./steps/preflight.ts");
  return check(answers.pm, host, signal);
}

/** npm installs faster if the lockfile has the address of each package. */
async function fillAddresses(files: ProjectFiles, registry: Registry | undefined) {
  const lockfile = files.get("package-lock.json");
  // A remote template's lockfile is its author's. It stays as it is, and may be binary.
  if (typeof lockfile !== "string" || !registry) return files;
  const { fillResolved } = await import("./engine/fill-resolved.ts");
  const filled = fillResolved(lockfile, { registry: registry.address, scopes: registry.scopes });
  return new Map([...files, ["package-lock.json", filled]]);
}

interface Rest extends Design {
  registry: Registry | undefined;
  around: Around;
}

async function runTheRest(
  outcome: Outcome,
  { plan, files, registry, around }: Rest,
): Promise<Outcome> {
  const { voice, signal } = around;
  const env = plan.remote ? withoutToken(around.host.env) : around.host.env;
  const host = { ...around.host, env };
  for (const text of messages.skippedTexts(plan)) voice.say(text);
  if (plan.steps.every(({ skipped }) => skipped !== undefined)) {
    voice.say(doneText(plan, { next: outcome.next, done: new Set() }, voice));
    return outcome;
  }
  const { runSteps } = await import("./steps/run-steps.ts");
  const example = textOf(files.get(".env.example"));
  const { reports, stopped } = await runSteps({ plan, example, registry, host, voice, signal });
  if (!stopped) {
    const done = new Set(reports.filter(({ status }) => status === "done").map(({ id }) => id));
    voice.say(doneText(plan, { next: outcome.next, done }, voice));
    return { ...outcome, steps: reports };
  }
  const { exitCode, error, at } = stopped;
  const next = commandsLeft(plan, at, host.platform);
  voice.say(messages.failureText(error, next, plan, voice.style));
  const status = error.code === "interrupted" ? "interrupted" : "failed";
  return { ...outcome, status, exitCode, error, steps: reports, next };
}
