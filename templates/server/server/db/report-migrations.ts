import type { Comparison } from "./compare-migrations.ts";

/** Says what a migration has done: what was applied, by name, and what needs a look. */
export function reportMigrations({ pending, changed, unknown }: Comparison) {
  for (const { name } of pending) console.log(`Applied ${name}.`);
  if (pending.length === 0) console.log("Nothing to do: every migration is applied.");
  for (const { name } of changed) {
    console.warn(
      `${name} has changed since it was applied, and the change is not in the database. Undo it, and write a new migration.`,
    );
  }
  if (unknown > 0) {
    console.warn(
      `The database has ${unknown} more, from another branch or from a newer version of the app.`,
    );
  }
}
