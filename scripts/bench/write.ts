// How long it takes to write a project, next to create-vite: `node scripts/bench/write.ts [runs]`.
// Whole processes, including node's own start, alternating so that both meet the same noise.
// Nothing is deleted before the end: ext4 avoids the inodes of recently deleted files, so deleting
// after each run would slow down the next one, in proportion to the number of files.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./median.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ours = join(root, "packages/create-auth-app/bin.js");
const vite = join(
  dirname(createRequire(import.meta.url).resolve("create-vite/package.json")),
  "index.js",
);
const noSteps = ["--yes", "--no-install", "--no-setup", "--no-verify"];

const contenders = {
  "node alone": ["-e", "0"],
  "create-vite --template react-ts": [vite, "app", "--template", "react-ts", "--no-interactive"],
  "create-auth-app --no-install --no-git": [ours, "app", ...noSteps, "--no-git"],
  "create-auth-app --no-install (with git)": [ours, "app", ...noSteps],
};

const runs = Number(process.argv[2] ?? 20);
const workplace = mkdtempSync(join(tmpdir(), "create-auth-app-bench-"));
const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
for (let run = -1; run < runs; run += 1) {
  for (const [name, args] of Object.entries(contenders)) {
    const cwd = mkdtempSync(join(workplace, "run-"));
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: "pipe" });
    const elapsed = performance.now() - started;
    if (status !== 0) throw new Error(`${name} exited with ${status}:\n${stderr}`);
    const warmUp = run < 0;
    if (!warmUp) times.get(name)?.push(elapsed);
  }
}

rmSync(workplace, { recursive: true });

const reference = median(times.get("create-vite --template react-ts") ?? []);
console.log(`Node ${process.versions.node}, ${runs} alternating runs, medians:`);
for (const [name, measured] of times) {
  const typical = median(measured);
  console.log(
    `${typical.toFixed(1).padStart(8)} ms  ${(typical / reference).toFixed(2)} x  ${name}`,
  );
}
