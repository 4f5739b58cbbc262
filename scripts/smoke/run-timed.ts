import type { Command } from "./newcomer.ts";
import { startCommand } from "./start-command.ts";

/** Runs a command to its end. @returns what it printed, on both streams */
export async function timed(
  who: string,
  what: string,
  command: Command,
  cwd: string,
  env: NodeJS.ProcessEnv,
) {
  const started = Date.now();
  const child = startCommand(command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
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
  if (code !== 0) throw new Error(`${command.join(" ")} exited with ${code}:\n${output}`);
  report(who, what, started);
  return output;
}

export function report(who: string, what: string, started: number) {
  console.log(`  ${who}: ${what} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
