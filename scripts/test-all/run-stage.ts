import { root } from "../smoke/newcomer.ts";
import { startCommand } from "../smoke/start-command.ts";
import type { Stage } from "./stages.ts";

/** How a stage went. */
export interface StageResult {
  name: string;
  ok: boolean;
  seconds: number;
}

/**
 * Runs a stage to its end. Never throws.
 *
 * @param aside whether another one runs beside it: its output is then printed at its end, in one piece
 */
export async function runStage(
  { name, command }: Stage,
  { aside = false } = {},
): Promise<StageResult> {
  const started = Date.now();
  const title = `\n=== ${name}`;
  console.log(aside ? `${title}: begins` : title);
  let output = "";
  const ok = await new Promise<boolean>((resolve) => {
    const kept = aside ? "pipe" : "inherit";
    const child = startCommand(command, { cwd: root, stdio: ["ignore", kept, kept] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.once("error", (error) => {
      output += error.message;
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  if (aside) console.log(`${title}\n${output.trimEnd()}`);
  else if (output !== "") console.error(output);
  return { name, ok, seconds: (Date.now() - started) / 1000 };
}
