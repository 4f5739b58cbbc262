import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import type { Host } from "../host.ts";
import type { Command } from "../options/package-managers.ts";
import { stopTree } from "./stop-process.ts";

export interface Running {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  /** The file for everything it prints. */
  log: string;
}

export interface Ended {
  /** Undefined if it was killed, or never started. */
  exitCode: number | undefined;
  /** Why it didn't start. */
  startError: string | undefined;
}

/** Otherwise, Windows prefers a `git.exe` that a template brought along to the one on the PATH. */
const onlyFromPath =
  process.platform === "win32" ? { NoDefaultCurrentDirectoryInExePath: "1" } : {};

/** Runs a program until it ends or the signal aborts. Both its streams go to the log. */
export async function runCommand([program, ...args]: Command, running: Running): Promise<Ended> {
  const log = openSync(running.log, "a");
  // The file itself, not a pipe into it. execa's types only allow descriptors up to 9.
  const output = log as 3;
  const child = execa(program, args, {
    ...shared,
    cwd: running.cwd,
    env: environment(running.env),
    stdio: ["ignore", output, output],
    // In its own group, so a package manager can be stopped together with everything it started.
    detached: process.platform !== "win32",
  });
  // Not execa's way of cancelling, which stops the program but not what it started.
  const onAbort = () => {
    if (child.pid !== undefined) stopTree(child.pid);
  };
  running.signal.addEventListener("abort", onAbort, { once: true });
  if (running.signal.aborted) onAbort();
  try {
    const { exitCode, signal, code, originalMessage } = await child;
    const started = exitCode !== undefined || signal !== undefined;
    return { exitCode, startError: started ? undefined : (code ?? originalMessage) };
  } finally {
    running.signal.removeEventListener("abort", onAbort);
    closeSync(log);
  }
}

/** The same for every program. */
export const shared = {
  // A program that fails is a result. Only our own mistakes are thrown.
  reject: false,
  // Only the given environment, nothing from this process.
  extendEnv: false,
  // execa would end it with this process, which waits for it anyway.
  cleanup: false,
} as const;

/** As Node takes it. */
export function environment(env: Host["env"]): Record<string, string> {
  const set = Object.entries({ ...env, ...onlyFromPath }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(set) as Record<string, string>;
}

/** A file for a step's output, in its own directory. */
export function makeLog(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "create-auth-app-")), `${name}.log`);
}

export function removeLog(log: string): void {
  rmSync(dirname(log), { recursive: true, force: true, maxRetries: 5 });
}

/** The last lines that aren't empty. */
export function tailOf(log: string, lines: number): string[] {
  return stripVTControlCharacters(readFileSync(log, "utf8"))
    .split(/\r?\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-lines);
}
