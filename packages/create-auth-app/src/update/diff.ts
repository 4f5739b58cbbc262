import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contents } from "../engine/files.ts";
import { UserError } from "../errors.ts";
import { suggestion } from "../input/flag-values.ts";
import type { Edit } from "./journal.ts";
import { run } from "./run.ts";
import { inCopy } from "./tools.ts";
import type { UpdateAround } from "./update-project.ts";

/** The edits as a patch: all of them, or those of one file or folder. */
export async function diffOf(
  root: string,
  edits: readonly Edit[],
  path: string | undefined,
  { host, signal, voice }: Pick<UpdateAround, "host" | "signal" | "voice">,
): Promise<string> {
  const wanted = path?.replace(/^\.\//, "").replace(/\/$/, "");
  const chosen = edits.filter(
    (edit) => wanted === undefined || edit.path === wanted || edit.path.startsWith(`${wanted}/`),
  );
  if (chosen.length === 0) throw unchanged(wanted ?? "", edits);
  const sides: [string, Contents][] = chosen.flatMap((edit): [string, Contents][] => {
    const at = join(root, edit.path);
    return [
      ...(existsSync(at) ? [[`a/${edit.path}`, readFileSync(at)] as [string, Contents]] : []),
      ...(edit.contents === undefined
        ? []
        : [[`b/${edit.path}`, edit.contents] as [string, Contents]]),
    ];
  });
  // Both folders have to exist, even if one side is empty.
  const all: [string, Contents][] = [["a/.gitignore", ""], ["b/.gitignore", ""], ...sides];
  return inCopy(root, "diff", all, async (folder) => {
    const color = voice.style("red", "x") === "x" ? "never" : "always";
    const args = ["diff", "--no-index", "--no-prefix", `--color=${color}`, "a", "b"];
    const { code, stdout } = await run("git", args, { cwd: folder, env: host.env, signal });
    if (code === "ENOENT")
      throw new UserError("git, which shows the changes, isn't installed.", {
        code: "git-missing",
      });
    return stdout.trimEnd();
  });
}

function unchanged(path: string, edits: readonly Edit[]): UserError {
  const near = suggestion(
    path,
    edits.map((edit) => edit.path),
  );
  return new UserError(`The update doesn't change ${path}.`, {
    code: "bad-value",
    hint: near && `Did you mean ${near}?`,
  });
}
