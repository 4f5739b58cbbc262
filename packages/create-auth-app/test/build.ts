import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

export function setup(): void {
  const build = resolve(import.meta.dirname, "../scripts/build.ts");
  execFileSync(process.execPath, [build], { stdio: ["ignore", "ignore", "inherit"] });
}
