import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { commandText } from "../../packages/create-auth-app/src/options/package-managers.ts";

/**
 * Starts a command as someone would type it. On Windows, package managers are shell scripts, which
 * Node.js can start only through the shell.
 */
export function startCommand(
  [file, ...args]: readonly [string, ...string[]],
  options: SpawnOptions,
): ChildProcess {
  if (process.platform !== "win32") return spawn(file, args, options);
  return spawn(commandText([file, ...args], "win32"), { ...options, shell: true });
}

/** Runs a command to its end. @returns its stdout @throws with everything that it printed */
export async function outputOf(
  command: readonly [string, ...string[]],
  options: SpawnOptions = {},
): Promise<string> {
  const child = startCommand(command, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.on("data", (chunk: Buffer) => {
      printed[name] += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return printed.stdout;
  const all = printed.stdout + printed.stderr;
  throw new Error(`${command.join(" ")} exited with ${code}:\n${all}`);
}
