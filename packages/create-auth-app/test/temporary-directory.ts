import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty directory that is deleted after the test. */
export function temporaryDirectory(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "create-auth-app-test-")));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** Every file below a directory with its text; empty directories end in a slash. */
export function readTree(root: string, below = ""): Record<string, string> {
  const entries = readdirSync(join(root, below)).sort();
  if (entries.length === 0 && below !== "") return { [`${below}/`]: "" };
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = below === "" ? entry : `${below}/${entry}`;
      const found = lstatSync(join(root, path));
      if (found.isDirectory()) return readTree(root, path);
      return { [path]: found.isSymbolicLink() ? "a link" : readFileSync(join(root, path), "utf8") };
    }),
  );
}
