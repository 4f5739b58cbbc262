import type { Answers } from "../options/catalogue.ts";
import type { Unmerged } from "./git.ts";
import type { Edit } from "./journal.ts";
import type { Change } from "./merge.ts";
import type { Migration } from "./migration.ts";
import type { Conflict } from "./update-outcome.ts";

/** What an update will do to a project, as data: everything is known before anything is written. */
export interface UpdatePlan {
  from: { version: string; answers: Answers };
  to: { version: string; answers: Answers };
  files: readonly { path: string; change: Change }[];
  edits: readonly Edit[];
  conflicts: readonly Conflict[];
  /** The conflicts as git's index keeps them. */
  unmerged: readonly Unmerged[];
  migration: (Migration & { heldBack: readonly string[] }) | undefined;
  /** Whether the migrations start over, because the present ones are for another database. */
  startsOver: boolean;
  /** The name of a migration that can only be written once the schema is without conflicts. */
  migrationLater: string | null;
  /** What it leaves to do by hand. */
  todo: readonly string[];
  /** What is worth knowing, and needs nothing done. */
  notes: readonly string[];
  /** Why no step after the installation can work yet. */
  unfinished: string | undefined;
}
