import type { Place } from "../host.ts";
import { commandText } from "../options/quote.ts";
import type { StepReport } from "./outcome.ts";
import type { PlannedStep } from "./plan.ts";

/** What is known of a step before it runs. */
export function plannedReport(step: PlannedStep, platform: Place["platform"]): StepReport {
  return {
    id: step.id,
    commands: step.commands.map((command) => commandText(command, platform)),
    status: step.skipped === undefined ? "planned" : "skipped",
    reason: step.skipped ?? null,
    seconds: null,
    exitCode: null,
  };
}

/** The same of a step that is not reached any more. */
export function notRun(report: StepReport): StepReport {
  return report.status === "planned" ? { ...report, status: "not-run" } : report;
}
