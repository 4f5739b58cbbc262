import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the app from its templates, with the packages that it has in the repository. */
export function copyOf(root: string, app: string) {
  const source = join(root, "apps", app);
  const folder = mkdtempSync(join(tmpdir(), "hardening-"));
  const laid: Record<string, string> = JSON.parse(readFileSync(join(source, ".laid.json"), "utf8"));
  for (const path of Object.keys(laid)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(source, path), join(folder, path));
  }
  symlinkSync(join(source, "node_modules"), join(folder, "node_modules"), "junction");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
