/**
 * Makes `dist`: the bundle (nothing is installed with the command), the types of the programmatic
 * API, and beside them the templates in one file, which is read several times as fast as a folder.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "tsdown";
import { packedLockfile, packedTemplates, packTemplates } from "../src/engine/packed.ts";
import { readRepository } from "../src/engine/read-repository.ts";

const folder = resolve(import.meta.dirname, "..");
const dist = join(folder, "dist");
rmSync(dist, { recursive: true, force: true });

const shared = {
  cwd: folder,
  config: false,
  outDir: dist,
  format: "esm",
  platform: "node",
  target: "node20.19",
  clean: false,
  hash: false,
  fixedExtension: false,
  logLevel: "warn",
} as const;

await build({
  ...shared,
  entry: ["src/cli.ts", "src/index.ts"],
  // Everything is bundled: a dependency that is installed with the command would be an error.
  deps: { alwaysBundle: [/./] },
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
  define: { PACKED: "true" },
  dts: false,
});
await build({
  ...shared,
  entry: ["src/index.ts"],
  dts: { emitDtsOnly: true, tsgo: { path: join(folder, "node_modules/.bin/tsc") } },
});

const templates = readRepository(resolve(folder, "../.."));
writeFileSync(join(dist, packedTemplates), packTemplates(templates));
writeFileSync(join(dist, packedLockfile), JSON.stringify(JSON.parse(templates.lockfile ?? "")));
