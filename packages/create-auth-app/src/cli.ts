import { create } from "./create.ts";
import { Cancelled, errorCode, exitCodes, Interrupted } from "./errors.ts";
import { type Host, readHost } from "./host.ts";
import { type CommandName, commandIn, withHelpAsFlag } from "./input/commands.ts";
import { type Flags, parseFlags } from "./input/flags.ts";
import { startedBy } from "./options/package-managers.ts";
import { crashText, nothingWritten } from "./output/messages.ts";
import { outliveReaders } from "./output/output-streams.ts";
import { type Voice, voiceOn } from "./output/voice.ts";
import { type Outcome, outcomeOfError } from "./plan/outcome.ts";
import { withoutToken } from "./remote/token.ts";
import { ownVersion } from "./versions.ts";

/** The command: from its arguments to its exit code. */
export async function main(typed: readonly string[]): Promise<number> {
  const argv = withHelpAsFlag(typed);
  const json = argv.includes("--json");
  const lostOutput = outliveReaders([process.stdout, process.stderr]);
  const voice = voiceOn(json ? process.stderr : process.stdout);
  const { signal, release } = catchSignals(process);
  const command = commandIn(argv);
  const outcome = command
    ? await change(command, argv.slice(1), voice, signal)
    : await attempt(argv, voice, signal);
  release();
  if (json && outcome) process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
  await written(process.stdout);
  const lost = lostOutput();
  if (!lost) return outcome?.exitCode ?? exitCodes.done;
  voiceOn(process.stderr).say(`The output couldn't be written (${errorCode(lost) ?? lost}).`);
  return outcome?.exitCode || exitCodes.failed;
}

const signals = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** Turns signals into an abort, so whatever is running can clean up. */
function catchSignals(from: NodeJS.Process): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const handlers = Object.entries(signals).map(([name, exitCode]) => {
    const handler = () => controller.abort(new Interrupted(exitCode));
    from.on(name, handler);
    return () => from.off(name, handler);
  });
  return {
    signal: controller.signal,
    release: () => {
      for (const off of handlers) off();
    },
  };
}

/** Resolves when the output so far has left this process, or can't. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}

async function attempt(argv: readonly string[], voice: Voice, signal: AbortSignal) {
  try {
    const flags = parseFlags(argv);
    if (flags.switches.help) return await sayHelp(voice);
    if (flags.switches.version) return voice.say(ownVersion());
    const host = readHost(process);
    const ask = canAnswer(flags, host)
      ? (await import("./input/ask.ts")).askOn({ input: process.stdin, output: process.stdout })
      : undefined;
    const outcome = await create(flags, { host, voice, signal, ask });
    if (outcome.status === "done" && flags.switches.immediate)
      await start(outcome, flags, host, signal);
    return outcome;
  } catch (error) {
    const outcome = outcomeOfError(error, ownVersion());
    complain(error, outcome, voiceOn(process.stderr));
    return outcome;
  }
}

/** A command for an existing project. Creating a project loads none of this. */
async function change(
  command: CommandName,
  argv: readonly string[],
  voice: Voice,
  signal: AbortSignal,
) {
  const version = ownVersion();
  try {
    const { runCommandOn } = await import("./update/command.ts");
    const host = readHost(process);
    const { stdin: input, stdout: output } = process;
    const conversation =
      hasTerminal(host) && !argv.some((flag) => /^(-y|--yes|--json)$/.test(flag))
        ? { input, output }
        : undefined;
    return await runCommandOn(command, argv, { host, voice, signal, conversation, version });
  } catch (error) {
    const { updateOutcomeOf } = await import("./update/command.ts");
    const outcome = updateOutcomeOf(error, command, version);
    complain(error, outcome, voiceOn(process.stderr));
    return outcome;
  }
}

async function sayHelp(voice: Voice): Promise<void> {
  const { helpText } = await import("./input/help.ts");
  voice.say(helpText(voice.style));
}

/** Whether someone is there to answer. Pipes, CI and agents get the defaults instead. */
function canAnswer({ switches }: Flags, host: Host): boolean {
  return !switches.yes && !switches.json && hasTerminal(host);
}

function hasTerminal({ env }: Host): boolean {
  const ci =
    env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false" && env["CI"] !== "0";
  return !ci && process.stdin.isTTY && process.stdout.isTTY;
}

async function start(
  { directory, answers: chosen }: Outcome,
  { answers: given, remote }: Flags,
  host: Host,
  signal: AbortSignal,
): Promise<void> {
  if (!directory) return;
  const { startApp } = await import("./steps/start-app.ts");
  const pm = chosen?.pm ?? given.pm ?? startedBy(host.env);
  await startApp(pm, directory, remote ? withoutToken(host.env) : host.env, signal);
}

function complain(error: unknown, { error: told }: Pick<Outcome, "error">, voice: Voice): void {
  // The questions have already said that nothing was written.
  if (error instanceof Cancelled) return;
  voice.say(`${voice.style("red", "✗")} ${told?.message ?? ""}`);
  if (told?.hint) voice.say(told.hint.replace(/^/gm, "  "));
  if (told?.code === "interrupted") voice.say(nothingWritten);
  if (told?.code !== "unexpected") return;
  voice.say(crashText(error, process.env["DEBUG"]));
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
