import { spawn } from "node:child_process";
import { errorCode } from "../errors.ts";

/** What stopping needs of the system. Passed in, so that tests can be on another one. */
export interface System {
  platform: NodeJS.Platform;
  kill: (pid: number, signal: NodeJS.Signals) => unknown;
  run: (program: string, args: readonly string[]) => unknown;
}

/** How long a program may take to end itself before it is made to. */
const patience = 2000;

const here: System = {
  platform: process.platform,
  kill: (pid, signal) => process.kill(pid, signal),
  run: (program, args) =>
    // A program that can't be started is one that can't stop anything: there's nothing left to try.
    spawn(program, args, { stdio: "ignore", windowsHide: true }).on("error", () => {}),
};

/**
 * Ends a program together with all that it started: first politely, then not. It has to be the
 * leader of a process group of its own, except on Windows, where there are none.
 */
export function stopTree(pid: number, system: System = here): void {
  if (system.platform === "win32") {
    // Signals reach no other program there, and killing npm's shell alone would leave npm behind.
    system.run("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  signal(pid, "SIGINT", system);
  setTimeout(() => signal(pid, "SIGKILL", system), patience).unref();
}

function signal(leader: number, name: NodeJS.Signals, { kill }: System): void {
  try {
    kill(-leader, name);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}
