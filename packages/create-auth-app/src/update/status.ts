import { checksum } from "../engine/checksum.ts";
import { exitCodes } from "../errors.ts";
import type { Host } from "../host.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import { answerLabel, type Option } from "../options/option.ts";
import { listText, tableText } from "../output/messages.ts";
import type { Voice } from "../output/voice.ts";
import { isOlder } from "../versions.ts";
import type { UpdateFlags } from "./arguments.ts";
import { findRepository } from "./git.ts";
import { readJournal } from "./journal.ts";
import { againText, resumeTexts } from "./messages.ts";
import { askForNewest } from "./newest.ts";
import { type OwnedFiles, readOwnedFiles } from "./owned-files.ts";
import { findProject, pathFrom, readProjectRecord } from "./project.ts";
import type { ProjectRecord } from "./record.ts";
import { nothingUpdated, type UpdateOutcome } from "./update-outcome.ts";
import type { UpdateAround } from "./update-project.ts";

/** What `--json` adds for `status`. */
export interface ProjectStatus {
  /** The newest version in the registry. Null if it can't be looked up. */
  newest: string | null;
  /** Why it can't be looked up. */
  offline: string | null;
  /** Files that differ from what was created. */
  changed: readonly string[];
  deleted: readonly string[];
  /** How many files are as they were created. */
  untouched: number;
  underWay: boolean;
}

/** Shows the version, the answers, the owner's edits, and whether there is a newer version. */
export async function projectStatus(
  flags: UpdateFlags,
  { host, voice, signal, version }: UpdateAround,
): Promise<UpdateOutcome & ProjectStatus> {
  const root = findProject(flags.directory, host);
  const record = readProjectRecord(root, version);
  const newestAsked = askForNewest(record.answers.pm, host, signal);
  const repository = await findRepository(root, host.env, signal);
  const edits = editsOf(record, await readOwnedFiles(root, repository));
  const newest = await newestAsked;
  const status: ProjectStatus = {
    newest: "version" in newest ? newest.version : null,
    offline: "reason" in newest ? newest.reason : null,
    underWay: readJournal(root) !== undefined,
    ...edits,
  };
  const cd = pathFrom(host, root);
  const next = nextOf(record, status, { cd, pm: record.answers.pm }, host.platform);
  voice.say(statusText(record, status, next, cd ?? root, voice));
  const made = { version: record.version, answers: record.answers };
  return {
    ...nothingUpdated,
    command: "status",
    status: "done",
    exitCode: exitCodes.done,
    version,
    directory: root,
    from: made,
    to: made,
    next,
    ...status,
  };
}

/** Lockfiles belong to the package manager, migrations to drizzle-kit. */
const ofTools = /(?:^|\/)package-lock\.json$|\/migrations\//;

function editsOf(record: ProjectRecord, { files }: OwnedFiles) {
  const made = Object.entries(record.files).filter(([path]) => !ofTools.test(path));
  const deleted = made.filter(([path]) => !files.has(path)).map(([path]) => path);
  const changed = made.flatMap(([path, sum]) => {
    const contents = files.get(path);
    if (contents === undefined) return [];
    return typeof contents === "string" && checksum(contents) === sum ? [] : [path];
  });
  return { changed, deleted, untouched: made.length - changed.length - deleted.length };
}

function nextOf(
  record: ProjectRecord,
  { newest, underWay }: ProjectStatus,
  at: { cd: string | undefined; pm: Answers["pm"] },
  platform: Host["platform"],
): string[] {
  if (underWay) return resumeTexts(at, platform);
  return newest && isOlder(record.version, newest) ? [againText(["update"], at, platform)] : [];
}

function statusText(
  record: ProjectRecord,
  { newest, offline, changed, deleted, untouched, underWay }: ProjectStatus,
  next: readonly string[],
  where: string,
  { style, columns }: Pick<Voice, "style" | "columns">,
): string {
  const rows: [string, string][] = [
    ["Project", where],
    ["Version", `${record.version}${newestText(record.version, newest, offline)}`],
    ...answerRows(record.answers),
    ["Files", `${untouched} as created, ${changed.length} changed, ${deleted.length} deleted`],
  ];
  return [
    tableText(rows, style, columns),
    ...(changed.length > 0 ? ["", `Changed by you:\n${listText(changed)}`] : []),
    ...(deleted.length > 0 ? ["", `Deleted by you:\n${listText(deleted)}`] : []),
    ...(underWay ? ["", "An update is in progress."] : []),
    ...(next.length > 0 ? ["", "Next:", ...next.map((line) => `  ${style("cyan", line)}`)] : []),
  ].join("\n");
}

function newestText(version: string, newest: string | null, offline: string | null): string {
  if (newest === null) return ` (couldn't check for a newer version: ${offline})`;
  return isOlder(version, newest) ? ` (latest: ${newest})` : " (latest)";
}

function answerRows(answers: Answers): [string, string][] {
  return Object.entries<Option>(catalogue).flatMap(([id, option]): [string, string][] => {
    const answer = answers[id as keyof Answers];
    return applies(option, answers) ? [[option.label, answerLabel(answer, option)]] : [];
  });
}
