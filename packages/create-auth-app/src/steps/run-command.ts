import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { x } from "tinyexec";
import { errorCode } from "../errors.ts";
import type { Command } from "../options/package-managers.ts";
import { stopTree } from "./stop-process.ts";

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

/** Windows would rather run a `git.exe` that a template brought along than the one on the PATH. */
const onlyFromPath =
  process.platform === "win32" ? { NoDefaultCurrentDirectoryInExePath: "1" } : {};

/** Runs a program to its end, or until the signal. Both its streams go to the log. */
export async function runCommand([program, ...args]: Command, running: Running): Promise<Ended> {
  const log = openSync(running.log, "a");
  // A group of its own: a package manager is stopped together with all that it started.
  const detached = process.platform !== "win32";
  const child = x(program, args, {
    nodePath: false,
    nodeOptions: {
      cwd: running.cwd,
      env: { ...withoutParent(running.env), ...onlyFromPath },
      stdio: ["ignore", log, log],
      detached,
    },
  });
  const onAbort = () => {
    if (child.pid !== undefined) stopTree(child.pid);
  };
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

/** A file for the output of a step, in a directory of its own. */
export function makeLog(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "create-auth-app-")), `${name}.log`);
}

export function removeLog(log: string): void {
  rmSync(dirname(log), { recursive: true, force: true, maxRetries: 5 });
}

/** The last lines that say something. */
export function tailOf(log: string, lines: number): string[] {
  return stripVTControlCharacters(readFileSync(log, "utf8"))
    .split(/\r?\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-lines);
}
