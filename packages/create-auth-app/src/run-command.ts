import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Result, x } from "tinyexec";
import { errorCode } from "./errors.ts";
import type { Command } from "./package-managers.ts";

export interface Running {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  /** Where everything that it prints goes. */
  log: string;
}

export interface Ended {
  /** Nothing where it was killed, or never started. */
  exitCode: number | undefined;
  /** Why it did not start. */
  startError: string | undefined;
}

/** How long a program may take to end itself before it is made to. */
const patience = 2000;

/** Runs a program to its end, or until the signal. Both its streams go to the log. */
export async function runCommand([program, ...args]: Command, running: Running): Promise<Ended> {
  const log = openSync(running.log, "a");
  // A group of its own: a package manager is stopped together with all that it started.
  const detached = process.platform !== "win32";
  const child = x(program, args, {
    nodePath: false,
    nodeOptions: {
      cwd: running.cwd,
      env: withoutParent(running.env),
      stdio: ["ignore", log, log],
      detached,
    },
  });
  const onAbort = () => stop(child);
  running.signal.addEventListener("abort", onAbort, { once: true });
  if (running.signal.aborted) onAbort();
  try {
    await child;
    return { exitCode: child.exitCode, startError: undefined };
  } catch (error) {
    return { exitCode: undefined, startError: errorCode(error) ?? String(error) };
  } finally {
    running.signal.removeEventListener("abort", onAbort);
    closeSync(log);
  }
}

/** tinyexec adds the whole of `process.env`; what is not wanted has to be named. */
export function withoutParent(env: Running["env"]): NodeJS.ProcessEnv {
  const absent = Object.keys(process.env).filter((name) => !(name in env));
  return { ...Object.fromEntries(absent.map((name) => [name, undefined])), ...env };
}

function stop(child: Result): void {
  const { pid } = child;
  if (pid === undefined) return;
  kill(pid, "SIGINT");
  setTimeout(() => kill(pid, "SIGKILL"), patience).unref();
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** A file for the output of a step, in a directory of its own. */
export function makeLog(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "create-auth-app-")), `${name}.log`);
}

export function removeLog(log: string): void {
  rmSync(join(log, ".."), { recursive: true, force: true });
}

/** The last lines that say something. */
export function tailOf(log: string, lines: number): string[] {
  return stripVTControlCharacters(readFileSync(log, "utf8"))
    .split(/\r?\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-lines);
}
