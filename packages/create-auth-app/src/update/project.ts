import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Files, ProjectFiles } from "../engine/files.ts";
import { recordPath } from "../engine/render.ts";
import { exitCodes, UserError } from "../errors.ts";
import { type Host, pathsOf } from "../host.ts";
import { listText } from "../output/messages.ts";
import { type ProjectRecord, parseRecord } from "./record.ts";

/** The folder of the project that is meant, links resolved. Throws where there is no project. */
export function findProject(typed: string | undefined, host: Pick<Host, "cwd">): string {
  const path = resolve(host.cwd, typed ?? ".");
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw new UserError(`There's no directory ${path}.`, { code: "no-project" });
  }
  const root = realpathSync(path);
  if (existsSync(join(root, recordPath))) return root;
  const above = projectAbove(root);
  throw new UserError(`${root} has no ${recordPath}, so nothing is known about how it was made.`, {
    code: "no-project",
    hint: above
      ? `The project is further up. Run this in ${above}`
      : "Run this in the folder of a project that create-auth-app has made. If the file was deleted, git still has it.",
  });
}

function projectAbove(root: string): string | undefined {
  for (let folder = dirname(root); dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, recordPath))) return folder;
  }
  return undefined;
}

/** What the project says about how it was made. */
export function readProjectRecord(root: string, version: string): ProjectRecord {
  const text = readFileSync(join(root, recordPath), "utf8");
  return parseRecord(text.replace(/^\uFEFF/, ""), version);
}

/** The directory as `cd` takes it from here, or nothing where that is here. */
export function pathFrom(
  { cwd, platform }: Pick<Host, "cwd" | "platform">,
  root: string,
): string | undefined {
  const { isAbsolute, relative } = pathsOf({ platform });
  const way = relative(realpathSync(cwd), root);
  if (way === "") return undefined;
  return way.startsWith("..") || isAbsolute(way) ? root : way;
}

/** Places where a conflict was left, as `path:line`. */
export function markersIn(files: ProjectFiles): string[] {
  return [...files].flatMap(([path, contents]) => {
    if (typeof contents !== "string" || !contents.includes("<<<<<<< ")) return [];
    const lines = contents.split("\n");
    const at = lines.findIndex((line) => line.startsWith("<<<<<<< "));
    const closed = lines.slice(at).some((line) => line.startsWith(">>>>>>> "));
    return at >= 0 && closed ? [`${path}:${at + 1}`] : [];
  });
}

const mostMissing = 0.4;
/** A folder with fewer files may well have been deleted on purpose. */
const fewestMoved = 10;

/** Throws where so much is gone that the project isn't laid out as it was made. */
export function assertLaidOut(base: Files, files: ProjectFiles): void {
  const paths = [...base.keys()].filter((path) => !/\/migrations\/|lock/.test(path));
  const missing = paths.filter((path) => !files.has(path));
  const hint =
    "An update puts its files where they were. Move them back, or take what you need from a new project.";
  for (const folder of new Set(paths.map((path) => path.split("/")[0] ?? ""))) {
    const below = paths.filter((path) => path.startsWith(`${folder}/`));
    if (below.length < fewestMoved || below.some((path) => files.has(path))) continue;
    throw new UserError(
      `The folder ${folder}/ was moved or deleted, with ${below.length} files that the project was made with.`,
      {
        code: "moved",
        hint,
        exitCode: exitCodes.failed,
      },
    );
  }
  if (missing.length <= paths.length * mostMissing) return;
  throw new UserError(
    `${missing.length} of the ${paths.length} files that the project was made with are gone.`,
    {
      code: "moved",
      hint: `${listText(missing)}\n${hint}`,
      exitCode: exitCodes.failed,
    },
  );
}
