import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Contents } from "../engine/files.ts";
import { makeStateFolder } from "./journal.ts";

/** The program of a package that the project has installed, if it has. */
export function findTool(root: string, name: string, bin = name): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const home = join(folder, "node_modules", name);
    if (existsSync(join(home, "package.json"))) {
      const json = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
        bin?: string | Record<string, string>;
      };
      const path = typeof json.bin === "string" ? json.bin : json.bin?.[bin];
      return path === undefined ? undefined : join(home, path);
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Does something in a temporary copy of these files. The copy is inside the project, so that packages
 * are found the same way, and git ignores it.
 */
export async function inCopy<Result>(
  root: string,
  name: string,
  files: Iterable<readonly [string, Contents]>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = join(makeStateFolder(root), `${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  try {
    mkdirSync(folder);
    const made = new Set<string>();
    for (const [path, contents] of files) {
      const at = join(folder, path);
      const parent = dirname(at);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      writeFileSync(at, contents);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
