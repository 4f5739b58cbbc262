import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const title = "## Add a page with a table\n";

interface Recipe {
  files: string[];
  scripts: string[];
}

/**
 * Does what a README says under "Add a page with a table": writes the new files, and adds the lines
 * of each diff where its context is. Returns the changed files, and the scripts that it says to run.
 *
 * @throws AssertionError when the text doesn't fit the project
 */
export async function applyRecipe(project: string, readme: string): Promise<Recipe> {
  const [, section = ""] = readme.split(title);
  const recipe = section.split("\n## ", 1)[0] ?? "";
  const files = await applyBlocks(project, recipe);
  assert.ok(files.length >= 5, `the README has a recipe: ${files.join(", ")}`);
  const [, prose = ""] = /^(Run `.*)$/m.exec(recipe) ?? [];
  const scripts = [...prose.matchAll(/`(\w+:\w+)`/g)].map(([, script = ""]) => script);
  return { files, scripts };
}

/** Does what the blocks of code below the names of files say. Returns the names of these files. */
export async function applyBlocks(project: string, text: string): Promise<string[]> {
  const blocks = text.matchAll(/^(?:\*\*`(.+)`\*\*\n)?```(\w+)\n([\s\S]*?)^```$/gm);
  const changed = new Set<string>();
  let file = "";
  // A second block below the same name is for the same file.
  for (const [, name = file, language, code = ""] of blocks) {
    file = name;
    const path = join(project, file);
    if (language === "diff") {
      await writeFile(path, withDiff(await readFile(path, "utf8"), code, file));
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code, { flag: "wx" });
    }
    changed.add(file);
  }
  return [...changed];
}

/** The text with the diff's new lines. What is there already has to be in it exactly once. */
function withDiff(text: string, diff: string, file: string): string {
  const lines = diff.trimEnd().split("\n");
  const part = (signs: string) =>
    lines.flatMap((line) => (signs.includes(line.charAt(0)) ? `${line.slice(1)}\n` : [])).join("");
  const before = part(" ");
  assert.equal(text.split(before).length, 2, `${file} has this once:\n${before}`);
  return text.replace(before, () => part(" +"));
}
