import { checksum } from "../engine/checksum.ts";
import type { Files } from "../engine/files.ts";
import { recordPath, render } from "../engine/render.ts";
import type { Templates } from "../engine/templates.ts";
import { exitCodes, UserError } from "../errors.ts";
import type { ProjectRecord } from "./record.ts";
import type { UpdateAround } from "./update-project.ts";

/** The files that the project was created with. If this version created it, that needs no network. */
export async function renderBase(
  root: string,
  record: ProjectRecord,
  templates: Templates,
  { version, host, voice, signal }: UpdateAround,
): Promise<Files> {
  if (record.version === version) {
    const files = render(record.answers, templates);
    assertUnedited(record, files);
    return files;
  }
  const what = `create-auth-app ${record.version}`;
  const doing = voice.begin(`Downloading ${what}, which created the project`);
  try {
    const { renderOld } = await import("./old-render.ts");
    const pm = record.answers.pm;
    const old = { root, version: record.version, answers: record.written, pm };
    const files = await renderOld(old, host, signal);
    doing.done(`Downloaded ${what}, which created the project`);
    return files;
  } catch (error) {
    doing.failed(`Downloading ${what}: stopped`);
    throw error;
  }
}

/** Throws if the answers in the record aren't those that the project was created with. */
function assertUnedited({ files }: ProjectRecord, base: Files): void {
  const sums = Object.entries(files);
  if (sums.every(([path, sum]) => checksum(base.get(path) ?? "") === sum)) return;
  throw new UserError(`The answers in ${recordPath} don't match its checksums.`, {
    code: "bad-record",
    hint: [
      "It was edited, or another build of this version created the project.",
      "Restore it from git. To change an answer: create-auth-app update --help",
    ].join("\n"),
    exitCode: exitCodes.failed,
  });
}
