import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Files, ProjectFiles } from "../engine/files.ts";
import { recordPath } from "../engine/render.ts";
import { exitCodes, UserError } from "../errors.ts";
import { type Host, pathsOf } from "../host.ts";
import { listText } from "../output/messages.ts";
import { type ProjectRecord, parseRecord } from "./record.ts";

/** The project's folder, with links resolved. Throws if there is no project. */
export function findProject(typed: string | undefined, host: Pick<Host, "cwd">): string {
  const path = resolve(host.cwd, typed ?? ".");
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw new UserError(`There's no directory ${path}.`, { code: "no-project" });
  }
  const root = realpathSync(path);
  if (existsSync(join(root, recordPath))) return root;
  const above = projectAbove(root);
  throw new UserError(`${root} has no ${recordPath}, so there's no record of how it was created.`, {
    code: "no-project",
    hint: above
      ? `The project is further up. Run this in ${above}`
      : "Run this in a project that create-auth-app created. If the file was deleted, restore it from git.",
  });
}

function projectAbove(root: string): string | undefined {
  for (let folder = dirname(root); dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, recordPath))) return folder;
  }
  return undefined;
}

/** Reads the record of how the project was created. */
export function readProjectRecord(root: string, version: string): ProjectRecord {
  const text = readFileSync(join(root, recordPath), "utf8");
  return parseRecord(text.replace(/^\uFEFF/, ""), version);
}

/** The directory as `cd` takes it from here. Undefined if it is the current one. */
export function pathFrom(
  { cwd, platform }: Pick<Host, "cwd" | "platform">,
  root: string,
): string | undefined {
  const { isAbsolute, relative } = pathsOf({ platform });
  const way = relative(realpathSync(cwd), root);
  if (way === "") return undefined;
  return way.startsWith("..") || isAbsolute(way) ? root : way;
}

/** The files with conflict markers, as `path:line`. */
function markersIn(files: ProjectFiles): string[] {
  return [...files].flatMap(([path, contents]) => {
    if (typeof contents !== "string" || !contents.includes("<<<<<<< ")) return [];
    const lines = contents.split("\n");
    const at = lines.findIndex((line) => line.startsWith("<<<<<<< "));
    const closed = lines.slice(at).some((line) => line.startsWith(">>>>>>> "));
    return at >= 0 && closed ? [`${path}:${at + 1}`] : [];
  });
}

/** Throws if a conflict marker is left anywhere. */
export function assertNoMarkers(files: ProjectFiles): void {
  const places = markersIn(files);
  if (places.length === 0) return;
  throw new UserError("Some conflicts aren't resolved yet.", {
    code: "markers",
    hint: `${listText(places)}\nResolve them, then run this again.`,
    exitCode: exitCodes.failed,
  });
}

const mostMissing = 0.4;
/** A folder with fewer files may well have been deleted on purpose. */
const fewestMoved = 10;

/** Throws if so many files are gone that the project must have been rearranged. */
export function assertLaidOut(base: Files, files: ProjectFiles): void {
  const paths = [...base.keys()].filter((path) => !/\/migrations\/|lock/.test(path));
  const missing = paths.filter((path) => !files.has(path));
  const hint =
    "An update needs the files where they were. Move them back, or copy what you need from a new project.";
  for (const folder of new Set(paths.map((path) => path.split("/")[0] ?? ""))) {
    const below = paths.filter((path) => path.startsWith(`${folder}/`));
    if (below.length < fewestMoved || below.some((path) => files.has(path))) continue;
    throw new UserError(
      `The folder ${folder}/, with ${below.length} of the project's original files, was moved or deleted.`,
      {
        code: "moved",
        hint,
        exitCode: exitCodes.failed,
      },
    );
  }
  if (missing.length <= paths.length * mostMissing) return;
  throw new UserError(
    `${missing.length} of the project's ${paths.length} original files are gone.`,
    {
      code: "moved",
      hint: `${listText(missing)}\n${hint}`,
      exitCode: exitCodes.failed,
    },
  );
}
