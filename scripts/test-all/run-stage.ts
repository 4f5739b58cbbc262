import { root } from "../smoke/newcomer.ts";
import { startCommand } from "../smoke/start-command.ts";
import type { Stage } from "./stages.ts";

/** How a stage went. */
export interface StageResult {
  name: string;
  ok: boolean;
  seconds: number;
  /** What it printed, stdout and stderr interleaved. */
  output: string;
}

/**
 * Runs a stage to its end. Never throws.
 *
 * @param aside whether another stage runs in parallel; then its output is printed at its end
 */
export async function runStage(
  { name, command }: Stage,
  { aside = false } = {},
): Promise<StageResult> {
  const started = Date.now();
  const title = `\n=== ${name}`;
  console.log(aside ? `${title}: begins` : title);
  let output = "";
  const print = (text: string) => {
    output += text;
    if (!aside) process.stdout.write(text);
  };
  const ok = await new Promise<boolean>((resolve) => {
    const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: "1" } : process.env;
    const child = startCommand(command, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", print);
    }
    child.once("error", (error) => {
      print(error.message);
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  if (aside) console.log(`${title}\n${output.trimEnd()}`);
  return { name, ok, seconds: (Date.now() - started) / 1000, output };
}
