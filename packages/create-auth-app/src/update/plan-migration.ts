import type { ProjectFiles } from "../engine/files.ts";
import { differences } from "./change-answers.ts";
import {
  droppingStatements,
  generateMigration,
  holdBack,
  type Migration,
  withoutHeldBack,
} from "./migration.ts";
import type { UpdateRequest } from "./plan-update.ts";
import type { UpdatePlan } from "./update-plan.ts";

/** The migration from the owner's schema to the merged one. */
export async function migrationFor(
  { owned, kit, from, to, dropData }: UpdateRequest,
  result: ProjectFiles,
): Promise<UpdatePlan["migration"]> {
  const generated = await generateMigration(result, migrationName(from, to), kit);
  return generated && settleDrops(generated, owned.files, dropData);
}

/** Holds back the statements that delete data, unless `--drop-data` was given. */
export function settleDrops(
  generated: Migration,
  before: ProjectFiles,
  dropData: boolean,
): Migration & { heldBack: readonly string[] } {
  const migration = withoutHeldBack(generated, before);
  const dropping = dropData ? [] : droppingStatements(migration.statements);
  return { ...(dropping.length > 0 ? holdBack(migration) : migration), heldBack: dropping };
}

/** What the migration file is called, after what changes. */
export function migrationName(from: UpdatePlan["from"], to: UpdatePlan["to"]): string {
  const words = differences(from.answers, to.answers).flatMap(({ option, from, to }) => {
    if (option.kind === "toggle") return [`${to ? "add" : "remove"}-${option.flag}`];
    if (option.kind === "one") return [`${option.flag}-${to}`];
    const [old, now] = [from as readonly string[], to as readonly string[]];
    return [
      ...now.filter((value) => !old.includes(value)).map((value) => `add-${value}`),
      ...old.filter((value) => !now.includes(value)).map((value) => `remove-${value}`),
    ];
  });
  return words.length > 0
    ? words.join("-").slice(0, 60)
    : `update-${to.version.replace(/[^\w]+/g, "-")}`;
}
