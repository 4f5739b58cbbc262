// What the lockfile saves: `node scripts/bench/install.ts [runs]` times `npm install` of one new
// project with a warm cache, alternating between no lockfile, the lockfile as rendered, and the
// lockfile with the addresses of the machine's own registry. Build the command first.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fillResolved } from "../../packages/create-auth-app/src/engine/fill-resolved.ts";
import { median } from "./median.ts";

const exec = promisify(execFile);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ours = join(root, "packages/create-auth-app/bin.js");
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-bench-"));

const flags = ["fresh", "--yes", "--pm", "npm", "--no-install", "--no-git"];
await exec(process.execPath, [ours, ...flags], { cwd: workplace });
const { stdout: registry } = await exec("npm", ["config", "get", "registry"]);
const rendered = await readFile(join(workplace, "fresh/package-lock.json"), "utf8");

const variants: Record<string, string | undefined> = {
  "no lockfile": undefined,
  "lockfile as rendered": rendered,
  "lockfile with addresses": fillResolved(rendered, { registry: registry.trim() }),
};

const runs = Number(process.argv[2] ?? 3);
const times = new Map<string, number[]>(Object.keys(variants).map((name) => [name, []]));
for (let run = -1; run < runs; run += 1) {
  for (const [name, lockfile] of Object.entries(variants)) {
    const project = join(workplace, "project");
    await cp(join(workplace, "fresh"), project, { recursive: true });
    await rm(join(project, "package-lock.json"));
    if (lockfile) await writeFile(join(project, "package-lock.json"), lockfile);
    const started = performance.now();
    await exec("npm", ["install", "--no-audit", "--no-fund"], { cwd: project });
    const warmUp = run < 0;
    if (!warmUp) times.get(name)?.push((performance.now() - started) / 1000);
    await rm(project, { recursive: true });
  }
}
await rm(workplace, { recursive: true });

const reference = median(times.get("no lockfile") ?? []);
console.log(`Node ${process.versions.node}, ${runs} alternating runs, warm cache, medians:`);
for (const [name, measured] of times) {
  const typical = median(measured);
  console.log(
    `${typical.toFixed(1).padStart(6)} s  ${(typical / reference).toFixed(2)} x  ${name}`,
  );
}
