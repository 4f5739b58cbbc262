import { exitCodes, UserError } from "../errors.ts";
import { commandText, packageManagers } from "../options/package-managers.ts";
import type { UpdateFlags } from "./arguments.ts";
import { findRepository, forgetUnmerged, listUnmerged } from "./git.ts";
import { carryOut, extend, finish, giveBack, type Journal, readJournal, save } from "./journal.ts";
import * as messages from "./messages.ts";
import { generateMigration } from "./migration.ts";
import { inForm, type OwnedFiles, readOwnedFiles } from "./owned-files.ts";
import { settleDrops } from "./plan-migration.ts";
import { assertNoMarkers } from "./project.ts";
import { nothingUpdated, type UpdateOutcome } from "./update-outcome.ts";
import type { UpdateAround } from "./update-project.ts";
import {
  findRegistry,
  markConflicts,
  runUpdateSteps,
  stopAtConflicts,
  type Written,
} from "./write-update.ts";

/** `--continue`: completes what a killed process left, checks that no conflict is left, runs the steps. */
export async function continueUpdate(
  root: string,
  flags: UpdateFlags,
  around: UpdateAround,
): Promise<UpdateOutcome> {
  const { host, signal, voice } = around;
  let journal = journalOf(root, "continue");
  if (journal.phase === "undoing") {
    throw new UserError("Undoing this update was interrupted.", {
      code: "update-undoing",
      hint: "Run update --abort again.",
      exitCode: exitCodes.failed,
    });
  }
  const outcome = outcomeOf(root, journal, flags, around);
  const repository = await findRepository(root, host.env, signal);
  if (journal.phase === "writing") {
    const first = journal.done === 0;
    journal = carryOut(root, journal);
    voice.tick("Wrote the rest of the update");
    const { unmerged, conflicts } = journal.update;
    if (first && repository) await markConflicts(repository, unmerged, around);
    if (first && conflicts.length > 0) return stopAtConflicts(root, journal, outcome, around);
  }
  const registry = await findRegistry(journal.update.to.answers.pm, flags, around);
  const owned = await readOwnedFiles(root, repository);
  assertNoMarkers(owned.files);
  const paths = journal.update.unmerged.map(({ path }) => path);
  if (repository) await forgetUnmerged(repository, paths);
  if (journal.update.migrationLater !== null) {
    journal = await writeMigration(root, journal, owned, around);
    const { migration } = journal.update;
    if (migration) voice.tick(`Wrote the migration ${migration.name}`);
  }
  const { migration } = journal.update;
  return runUpdateSteps({
    root,
    journal,
    outcome: { ...outcome, migration },
    registry,
    flags,
    around,
  });
}

/** Generates the migration that had to wait for the schema's conflicts. */
async function writeMigration(
  root: string,
  journal: Journal<Written>,
  { files, forms }: OwnedFiles,
  { host, signal }: UpdateAround,
): Promise<Journal<Written>> {
  const { update } = journal;
  const kit = { root, env: host.env, signal };
  const generated = await generateMigration(files, update.migrationLater ?? "update", kit);
  if (!generated) return save(root, { ...journal, update: { ...update, migrationLater: null } });
  const migration = settleDrops(generated, files, update.dropData);
  const { name, statements, heldBack } = migration;
  const edits = [...migration.files].map(([path, contents]) => ({
    path,
    contents: inForm(contents, forms.get(path)),
  }));
  const changed = { ...update, migrationLater: null, migration: { name, statements, heldBack } };
  return carryOut(root, extend(root, { ...journal, update: changed }, edits));
}

/** `--abort`: restores every file. */
export async function abortUpdate(
  root: string,
  flags: UpdateFlags,
  around: UpdateAround,
): Promise<UpdateOutcome> {
  const { host, signal, voice } = around;
  const journal = journalOf(root, "abort");
  const { unmerged, stepsBegun, from } = journal.update;
  const kept = giveBack(root, journal);
  const repository = await findRepository(root, host.env, signal);
  if (repository && (await listUnmerged(repository)).length > 0) {
    await forgetUnmerged(
      repository,
      unmerged.map(({ path }) => path),
    );
  }
  finish(root, false);
  voice.tick("Every file is as it was before the update");
  if (kept) voice.say(`  Your changes since then are in ${kept}`);
  const { install } = packageManagers[from.answers.pm];
  const next = stepsBegun ? [commandText(install, host.platform)] : [];
  if (stepsBegun)
    voice.say(messages.abortedAfterStepsText(next, journal.update.migration, voice.style));
  return {
    ...outcomeOf(root, journal, flags, around),
    status: "aborted",
    replaced: kept ?? null,
    next,
  };
}

function journalOf(root: string, flag: string): Journal<Written> {
  const journal = readJournal<Written>(root);
  if (journal?.format === 1) return journal;
  if (journal) {
    throw new UserError("This update was started by a newer version of create-auth-app.", {
      code: "newer-version",
      hint: "Use that version: npx create-auth-app@latest update --continue (or --abort)",
    });
  }
  throw new UserError(`No update is in progress, so there's nothing to ${flag}.`, {
    code: "no-update",
  });
}

function outcomeOf(
  root: string,
  { update }: Journal<Written>,
  { command }: UpdateFlags,
  { version }: UpdateAround,
): UpdateOutcome {
  const { from, to, files, conflicts, migration, todo } = update;
  return {
    ...nothingUpdated,
    command,
    status: "done",
    exitCode: exitCodes.done,
    version,
    directory: root,
    from,
    to,
    files,
    conflicts,
    migration,
    todo,
  };
}
