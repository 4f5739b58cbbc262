import type { PackageManagerName } from "../options/package-managers.ts";
import { packageManagers } from "../options/package-managers.ts";
import type { PlannedStep, Skipped } from "../plan/planned-steps.ts";
import type { UpdateSwitchValues } from "./switches.ts";

/**
 * The steps that prove an update. The database is changed late, because that can't be undone: types
 * are checked first.
 */
export function planUpdateSteps(
  pm: PackageManagerName,
  switches: Pick<UpdateSwitchValues, "install" | "setup" | "verify">,
  unfinished: string | undefined,
): PlannedStep[] {
  const { install, run } = packageManagers[pm];
  const unless = (...needed: ("install" | "setup" | "verify")[]): Skipped | undefined => {
    const missing = needed.find((name) => !switches[name]);
    return missing && { reason: `--no-${missing}`, byFlag: true };
  };
  const waiting = unfinished === undefined ? undefined : { reason: unfinished, byFlag: false };
  return [
    {
      id: "install",
      doing: `Installing dependencies with ${pm}`,
      done: `Installed dependencies with ${pm}`,
      commands: [install],
      skipped: unless("install"),
    },
    {
      id: "typecheck",
      doing: "Checking types",
      done: "Types checked",
      commands: [run("typecheck")],
      skipped: unless("install") ?? waiting,
    },
    {
      id: "setup",
      doing: "Migrating the database",
      done: "Migrated the database",
      commands: [run("setup")],
      skipped: unless("install", "setup") ?? waiting,
    },
    {
      id: "verify",
      doing: "Running a test sign-in",
      done: "Test sign-in passed",
      commands: [run("verify")],
      skipped: unless("install", "setup", "verify") ?? waiting,
    },
  ];
}
