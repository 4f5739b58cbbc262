import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { startCommand } from "./start-command.ts";

export interface AppProcess {
  /** Everything that the app has printed so far, on both streams. */
  output(): string;
  stop(): Promise<void>;
}

interface Start {
  command: readonly [string, ...string[]];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Returns 200 as soon as the app is up. */
  healthUrl: string;
  /** How long the start may take, in ms. */
  timeout?: number;
}

/**
 * Starts an app in its own process group and waits until it is healthy.
 *
 * @throws Error with the app's output if it exits or doesn't become healthy
 */
export async function startApp({
  command,
  cwd,
  env,
  healthUrl,
  timeout = 60_000,
}: Start): Promise<AppProcess> {
  // Its own group, so that all of its processes can be stopped. Windows has trees instead.
  const detached = process.platform !== "win32";
  const child = startCommand(command, { cwd, env, detached, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let running = true;
  void exited.then(() => {
    running = false;
  });

  async function stop() {
    if (running && child.pid) end(child.pid, "SIGTERM");
    const inTime = await Promise.race([
      exited.then(() => true),
      sleep(10_000, false, { ref: false }),
    ]);
    if (!inTime && child.pid) end(child.pid, "SIGKILL");
  }

  const deadline = Date.now() + timeout;
  while (running && Date.now() < deadline) {
    const healthy = await fetch(healthUrl).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { output: () => output, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${command.join(" ")} did not become healthy at ${healthUrl}:\n${output}`);
}

/** The error, with what the app printed before it: the last lines of a report say what failed. */
export function failureOf(what: string, error: unknown, output: string): Error {
  const { stack } = error as Error;
  return new Error(`${what}: the app printed:\n${output}\n--- and this failed:\n${stack}`);
}

function end(pid: number, signal: NodeJS.Signals) {
  if (process.platform !== "win32") process.kill(-pid, signal);
  else spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
}
