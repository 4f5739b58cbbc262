import type { PackageManagerName } from "../options/package-managers.ts";
import { packageManagers } from "../options/package-managers.ts";
import { installStep, type PlannedStep, skippedUnless, verifyStep } from "../plan/planned-steps.ts";
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
  const { run } = packageManagers[pm];
  const unless = skippedUnless(switches);
  const waiting = unfinished === undefined ? undefined : { reason: unfinished, byFlag: false };
  return [
    installStep(pm, unless("install")),
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
    verifyStep(pm, unless("install", "setup", "verify") ?? waiting),
  ];
}
