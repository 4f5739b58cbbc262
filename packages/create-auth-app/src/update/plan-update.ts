import type { Contents, Files, ProjectFiles } from "../engine/files.ts";
import { recordPath } from "../engine/render.ts";
import { packageManagers } from "../options/package-managers.ts";
import { envFile, envPath } from "../project/env-file.ts";
import { findFormatter } from "./format.ts";
import { completeEnv } from "./merge/env.ts";
import { type MergedFile, merge } from "./merge.ts";
import * as messages from "./messages.ts";
import { assertGenerated, type Kit } from "./migration.ts";
import { formOfNew, inForm, type OwnedFiles } from "./owned-files.ts";
import { migrationFor, migrationName } from "./plan-migration.ts";
import type { UpdatePlan } from "./update-plan.ts";

export interface UpdateRequest {
  from: UpdatePlan["from"];
  to: UpdatePlan["to"];
  /** The render that the project was created with, and the new one. */
  base: Files;
  theirs: Files;
  owned: OwnedFiles;
  kit: Kit;
  dropData: boolean;
}

/** Works out everything that an update will do. Writes only to temporary copies. */
export async function planUpdate(request: UpdateRequest): Promise<UpdatePlan> {
  const { from, to, owned, kit } = request;
  const mine = owned.files;
  const [base, theirs] = await inOwnersFormat({
    ...request,
    base: spelledAs(mine, request.base),
    theirs: spelledAs(mine, request.theirs),
  });
  const linked = findLinked({ ...request, base, theirs });
  const labels = { mine: "yours", theirs: `create-auth-app ${to.version}` };
  const { files, kept, notes } = merge(base, mine, theirs, labels);
  const merged = files.filter(({ path }) => !linked.has(path));
  const unmerged = merged.flatMap(({ path, conflict }) =>
    conflict ? [{ path, ...conflict }] : [],
  );
  const conflicts = unmerged.flatMap(({ path, lines, reason }) =>
    lines.map((line) => ({ path, line, reason })),
  );

  const database = databaseFolder(theirs);
  const result = applied(mine, merged);
  const moves = from.answers.database !== to.answers.database;
  const needsMigration = !moves && merged.some(({ path }) => isOfSchema(path, database));
  const waits = conflicts.some(({ path }) => isOfSchema(path, database));
  if (needsMigration) await assertGenerated(mine, kit);
  const migration = needsMigration && !waits ? await migrationFor(request, result) : undefined;
  const tables = moves ? ownTables(mine, base, database) : [];

  const all = [
    ...merged,
    ...changedTo(mine, completedEnv(mine, result)),
    ...changedTo(mine, migration?.files ?? []),
    ...changedTo(mine, moves ? replacedMigrations(mine, theirs, database) : []),
    ...changedTo(mine, leftLockfile(request, merged)),
  ];
  return {
    from,
    to,
    files: all
      .map(({ path, change }) => ({ path, change }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    edits: ordered(all).map(({ path, contents }) => ({
      path,
      contents: contents === undefined ? undefined : inOwnersForm(path, contents, owned),
    })),
    conflicts,
    unmerged: unmerged.map(({ path, base, theirs }) => ({ path, base, theirs })),
    migration,
    startsOver: moves,
    migrationLater: needsMigration && waits ? migrationName(from, to) : null,
    todo: [
      ...[...linked].map(([path, link]) => messages.linkedText(path, link)),
      ...(moves ? messages.movedDatabaseTexts(from.answers.database, tables) : []),
    ],
    notes: [
      ...notes,
      ...kept
        .filter(({ path }) => !linked.has(path))
        .map(({ path, why }) => messages.keptText(path, why)),
    ],
    unfinished: tables.length > 0 ? "rewrite your own tables first" : undefined,
  };
}

type FileChange = Pick<MergedFile, "path" | "change" | "contents">;

/** Files that don't come from the merge, as changes. */
function changedTo(
  mine: ProjectFiles,
  files: Iterable<readonly [string, string | undefined]>,
): FileChange[] {
  return [...files].map(([path, contents]) => {
    if (contents === undefined) return { path, change: "deleted", contents };
    return { path, change: mine.has(path) ? "updated" : "new", contents };
  });
}

function inOwnersForm(path: string, contents: Contents, owned: OwnedFiles): Contents {
  const isThere = owned.files.has(path);
  return inForm(contents, isThere ? owned.forms.get(path) : formOfNew(owned));
}

async function inOwnersFormat({
  base,
  theirs,
  owned,
  kit,
}: UpdateRequest): Promise<[Files, Files]> {
  const formatter = findFormatter(kit.root, owned.files, base, kit);
  if (!formatter) return [base, theirs];
  // What is the same in both renders isn't merged, so its format doesn't matter.
  const changes = ([path]: readonly [string, string]) => base.get(path) !== theirs.get(path);
  const formatted = async (files: Files) =>
    new Map([...files, ...(await formatter.format(new Map([...files].filter(changes))))]);
  return [await formatted(base), await formatted(theirs)];
}

/** The files under the owner's names, if those differ only in case. */
function spelledAs(mine: ProjectFiles, files: Files): Files {
  const spellings = new Map([...mine.keys()].map((path) => [path.toLowerCase(), path]));
  return new Map(
    [...files].map(([path, text]): [string, string] => {
      const spelling = mine.has(path) ? path : spellings.get(path.toLowerCase());
      return [spelling ?? path, text];
    }),
  );
}

/** The files that would change but are links or behind a link, each with the link. */
function findLinked({ base, theirs, owned }: UpdateRequest): Map<string, string> {
  const paths = [...new Set([...base.keys(), ...theirs.keys()])];
  const found = paths.flatMap((path): [string, string][] => {
    const link = [...owned.links].find((link) => path === link || path.startsWith(`${link}/`));
    const changes = base.get(path) !== theirs.get(path);
    return link !== undefined && changes ? [[path, link]] : [];
  });
  return new Map(found);
}

/** Where the migrations are: `app/db` in one app, `server/db` in another. */
function databaseFolder(files: Files): string {
  const journal = [...files.keys()].find((path) => path.endsWith("/migrations/meta/_journal.json"));
  if (!journal) throw new Error("Nothing was rendered with migrations");
  return journal.slice(0, journal.indexOf("/migrations/"));
}

function isOfSchema(path: string, database: string): boolean {
  return path.startsWith(`${database}/schema/`);
}

/** Migrations for another database don't apply, so they are replaced. */
function replacedMigrations(mine: ProjectFiles, theirs: Files, database: string) {
  const folder = `${database}/migrations/`;
  const gone = [...mine.keys()].filter((path) => path.startsWith(folder) && !theirs.has(path));
  const come = [...theirs].filter(([path]) => path.startsWith(folder));
  return new Map<string, string | undefined>([
    ...gone.map((path): [string, undefined] => [path, undefined]),
    ...come,
  ]);
}

/** The lockfile of the old package manager. The new one writes its own and would warn about it. */
function leftLockfile(
  { from, to, owned }: UpdateRequest,
  merged: readonly FileChange[],
): [string, undefined][] {
  const { lockfile } = packageManagers[from.answers.pm];
  const stays = from.answers.pm === to.answers.pm || !owned.files.has(lockfile);
  return stays || merged.some(({ path }) => path === lockfile) ? [] : [[lockfile, undefined]];
}

/** The owner's files with tables for the old database. */
function ownTables(mine: ProjectFiles, base: Files, database: string): string[] {
  return [...mine].flatMap(([path, text]) => {
    if (!isOfSchema(path, database) || typeof text !== "string" || text === base.get(path))
      return [];
    return /\b(?:sqlite|pg)Table\(/.test(text) && !base.has(path) ? [path] : [];
  });
}

/** Adds the variables that `.env` lacks. It isn't rendered and isn't in git, so nothing else changes. */
function completedEnv(mine: ProjectFiles, result: ProjectFiles): [string, string][] {
  const [env, example] = [mine.get(envPath), result.get(".env.example")];
  if (typeof env !== "string" || typeof example !== "string") return [];
  const secretFor = (name: string) =>
    name === "BETTER_AUTH_SECRET" ? envFile(`${name}=`).slice(`${name}=`.length) : undefined;
  const contents = completeEnv(env, example, secretFor);
  return contents === env ? [] : [[envPath, contents]];
}

/** The files as they are after the merge. */
function applied(mine: ProjectFiles, merged: readonly FileChange[]): ProjectFiles {
  const files = new Map<string, Contents>(mine);
  for (const { path, contents } of merged) {
    if (contents === undefined) files.delete(path);
    else files.set(path, contents);
  }
  return files;
}

const last = ["package.json", recordPath];

/** The record comes last: once it is there, the project is complete. */
function ordered(edits: readonly FileChange[]): FileChange[] {
  return [...edits].sort((a, b) => last.indexOf(a.path) - last.indexOf(b.path));
}
