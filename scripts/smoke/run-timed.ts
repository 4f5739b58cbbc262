import type { Command } from "./newcomer.ts";
import { startCommand } from "./start-command.ts";

/** Longer than any command takes on a busy machine. npm has been seen to hang while installing. */
const LIMIT_IN_MS = 15 * 60_000;

/**
 * Runs a command to its end.
 *
 * @returns what it printed, on both streams
 * @throws Error with what it printed, if it fails or takes longer than 15 minutes
 */
export async function timed(
  who: string,
  what: string,
  command: Command,
  cwd: string,
  env: NodeJS.ProcessEnv,
) {
  const started = Date.now();
  const child = startCommand(command, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LIMIT_IN_MS,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    const end = child.killed ? `was stopped after ${LIMIT_IN_MS / 1000} s` : `exited with ${code}`;
    throw new Error(`${command.join(" ")} ${end}:\n${output}`);
  }
  report(who, what, started);
  return output;
}

export function report(who: string, what: string, started: number) {
  console.log(`  ${who}: ${what} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
