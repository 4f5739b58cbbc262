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
  /** The name of a migration that can be generated only after the schema's conflicts are resolved. */
  migrationLater: string | null;
  /** What is left to do by hand. */
  todo: readonly string[];
  /** What is worth knowing, but needs no action. */
  notes: readonly string[];
  /** Why the steps after the installation can't work yet. */
  unfinished: string | undefined;
}
