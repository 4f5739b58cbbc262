/**
 * Builds `dist`: the bundle (the command installs no dependencies), the types of the programmatic
 * API, and the templates in one file, which is faster to read than a folder.
 */
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "tsdown";
import {
  packedLockfile,
  packedTemplates,
  packLockfile,
  packTemplates,
} from "../src/engine/packed.ts";
import { readRepository } from "../src/engine/read-repository.ts";
import { factNames } from "../src/options/facts.ts";
import { builtinModules } from "./build/builtin-modules.ts";
import { libraryParts } from "./build/library-parts.ts";
import { licences } from "./build/licences.ts";

const folder = resolve(import.meta.dirname, "..");
// Built elsewhere and moved into place at the end, so `dist` can be run while this is going on.
const dist = join(folder, `node_modules/.dist-${process.pid}`);

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

const atStart = importedAtStart(join(folder, "src/cli.ts"));
const isAtStart = (id: string) => atStart.has(id) || id.includes("rolldown/runtime");
// giget with its dependencies, and execa with its own, each in a separate file.
const ofGiget = /\/node_modules\/(?:giget|tar|@isaacs\/[\w-]+|minipass|minizlib|chownr|yallist)\//;
const ofOthers =
  /\/node_modules\/(?:@clack|sisteransi|fast-[\w-]+|fastest-[\w-]+|validate-[\w-]+)\//;
const isOfGiget = (id: string) => ofGiget.test(id);
const isOfExeca = (id: string) =>
  id.includes("/node_modules/") && !ofGiget.test(id) && !ofOthers.test(id);

await build({
  ...shared,
  entry: ["src/cli.ts", "src/index.ts", "src/render.ts"],
  // Everything is bundled: a dependency that has to be installed would be an error.
  deps: { alwaysBundle: [/./] },
  nodeProtocol: true,
  define: { PACKED: "true" },
  plugins: [builtinModules, libraryParts, licences(dist)],
  minify: true,
  dts: false,
  // What every run needs is in one file. What only some runs need (questions, steps, help)
  // is in separate files, loaded on demand.
  outputOptions: {
    codeSplitting: {
      groups: [
        { name: "create", test: isAtStart },
        { name: "giget", test: isOfGiget },
        { name: "execa", test: isOfExeca },
      ],
    },
  },
});
await build({
  ...shared,
  entry: ["src/index.ts", "src/render.ts"],
  // The native compiler generates the types. The bundler would warn about an experiment each time.
  logLevel: "error",
  dts: { emitDtsOnly: true, tsgo: { path: join(folder, "node_modules/.bin/tsc") } },
});

const templates = readRepository(resolve(folder, "../.."));
if (templates.lockfile === undefined) throw new Error("There is no baked lockfile: `pnpm bake`");
for (const name of ["LICENSE", "README.md"]) {
  copyFileSync(resolve(folder, "../..", name), join(folder, name));
}
writeFileSync(join(dist, packedTemplates), packTemplates(templates, factNames()));
writeFileSync(join(dist, packedLockfile), packLockfile(templates.lockfile));

rmSync(join(folder, "dist"), { recursive: true, force: true });
renameSync(dist, join(folder, "dist"));

/** Our own files that are loaded at the start: through `import … from`, not `import()`. */
function importedAtStart(entry: string, found = new Set<string>()): Set<string> {
  found.add(entry);
  const text = readFileSync(entry, "utf8");
  for (const [, path = ""] of text.matchAll(
    /^(?:import|export)\s(?!type\s)[^;]*?from "(\.[^"]+)"/gm,
  )) {
    const file = resolve(entry, "..", path);
    if (!found.has(file)) importedAtStart(file, found);
  }
  return found;
}
