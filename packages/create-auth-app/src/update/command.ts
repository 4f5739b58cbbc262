import type { CommandName } from "../input/commands.ts";
import { parseUpdate } from "./arguments.ts";
import { nothingUpdated, type UpdateOutcome } from "./update-outcome.ts";
import { type UpdateAround, updateProject } from "./update-project.ts";

export { updateOutcomeOf } from "./update-outcome.ts";

/** Runs a command that changes or inspects a project. */
export async function runCommandOn(
  command: CommandName,
  argv: readonly string[],
  around: UpdateAround,
): Promise<UpdateOutcome> {
  const flags = parseUpdate(command, argv);
  if (flags.switches.help) {
    const { updateHelp } = await import("./update-help.ts");
    around.voice.say(updateHelp(command, around.voice.style));
    return { ...nothingUpdated, command, status: "done", exitCode: 0, version: around.version };
  }
  if (command === "status") {
    const { projectStatus } = await import("./status.ts");
    return projectStatus(flags, around);
  }
  return updateProject(flags, around);
}
