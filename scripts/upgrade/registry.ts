import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { assertEveryPlatform } from "../../packages/create-auth-app/scripts/bake/lockfile.ts";
import type { Registry } from "./raise.ts";

const shell = process.platform === "win32";

/** The registry that npm is configured for, queried by npm itself. */
export const registry: Registry = {
  async versions(name) {
    const { stdout } = await npm(".", "view", name, "versions", "--json");
    return [JSON.parse(stdout)].flat();
  },

  async problem(names, version) {
    const folder = mkdtempSync(join(tmpdir(), "upgrade-"));
    try {
      const dependencies = Object.fromEntries(names.map((name) => [name, version]));
      writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
      await npm(folder, "install", "--package-lock-only", "--ignore-scripts", "--no-audit");
      assertEveryPlatform(readFileSync(join(folder, "package-lock.json"), "utf8"));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function npm(cwd: string, ...args: string[]) {
  return promisify(execFile)("npm", args, { cwd, shell, maxBuffer: 64 * 1024 * 1024 });
}

/** npm prints a code first and the path of its log last; what matters is in between. */
function reasonOf(error: unknown) {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message)
    .split("\n")
    .map((line) => line.replace(/^npm (error|warn) ?/, "").trim())
    .filter((line) => line !== "" && !/^code |^A complete log|^The registry lacks/.test(line));
  return lines.slice(0, 2).join(" ");
}
