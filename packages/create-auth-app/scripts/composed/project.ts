import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Templates } from "../../src/engine/templates.ts";
import type { ProjectAnswers } from "../../src/options/catalogue.ts";
import { writeBorrowedProject } from "../borrowed-project.ts";

const run = promisify(execFile);

/**
 * Runs scripts of the project for these answers, each with its arguments, if the project has them.
 * The project is outside the workspace and borrows the installed packages of its templates. Returns
 * what failed, with its output.
 */
export async function failuresOf(
  answers: ProjectAnswers,
  scripts: readonly (readonly string[])[],
  templates: Templates,
  root: string,
): Promise<string[]> {
  const project = mkdtempSync(join(tmpdir(), "composed-"));
  try {
    const files = writeBorrowedProject(project, answers, templates, root);
    const own = JSON.parse(files.get("package.json") ?? "").scripts;
    const failures: string[] = [];
    for (const script of scripts.filter(([name = ""]) => name in own)) {
      const output = await outputOfFailure(script, project);
      if (output !== undefined) failures.push(`${script.join(" ")}:\n${output}`);
    }
    return failures;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

async function outputOfFailure(
  script: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  try {
    await run("npm", ["run", "--silent", ...script], {
      cwd,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === "win32",
    });
    return undefined;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}` || String(error);
  }
}
