import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The app as git knows it, in a folder of its own, with the packages that it has in the repository. */
export function copyOf(root: string, app: string) {
  const source = join(root, "templates", app);
  const folder = mkdtempSync(join(tmpdir(), "hardening-"));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const paths = execFileSync("git", list, { cwd: source, encoding: "utf8" }).split("\0");
  for (const path of paths.filter((path) => path !== "")) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(source, path), join(folder, path));
  }
  symlinkSync(join(source, "node_modules"), join(folder, "node_modules"), "junction");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
