import { spawn } from "node:child_process";
import { errorCode } from "../errors.ts";

/** What stopping needs from the system. Passed in, so tests can be on another one. */
export interface System {
  platform: NodeJS.Platform;
  kill: (pid: number, signal: NodeJS.Signals) => unknown;
  run: (program: string, args: readonly string[]) => unknown;
}

/** How long a program has to end by itself before it is killed. */
const patience = 2000;

const here: System = {
  platform: process.platform,
  kill: (pid, signal) => process.kill(pid, signal),
  run: (program, args) =>
    // If the program can't be started, there's nothing left to try.
    spawn(program, args, { stdio: "ignore", windowsHide: true }).on("error", () => {}),
};

/**
 * Ends a program together with everything it started: first politely, then by force. It has to
 * lead its own process group, except on Windows, which has none.
 */
export function stopTree(pid: number, system: System = here): void {
  if (system.platform === "win32") {
    // Signals don't reach other programs there, and killing npm's shell alone would leave npm running.
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
