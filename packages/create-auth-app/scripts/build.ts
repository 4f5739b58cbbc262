/**
 * Makes `dist`: the bundle (nothing is installed with the command), the types of the programmatic
 * API, and beside them the templates in one file, which is read faster than a folder of them.
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
// What comes with giget and what comes with execa, each in a file of its own.
const ofGiget = /\/node_modules\/(?:giget|tar|@isaacs\/[\w-]+|minipass|minizlib|chownr|yallist)\//;
const ofOthers =
  /\/node_modules\/(?:@clack|sisteransi|fast-[\w-]+|fastest-[\w-]+|validate-[\w-]+)\//;
const isOfGiget = (id: string) => ofGiget.test(id);
const isOfExeca = (id: string) =>
  id.includes("/node_modules/") && !ofGiget.test(id) && !ofOthers.test(id);

await build({
  ...shared,
  entry: ["src/cli.ts", "src/index.ts"],
  // Everything is bundled: a dependency that is installed with the command would be an error.
  deps: { alwaysBundle: [/./] },
  nodeProtocol: true,
  define: { PACKED: "true" },
  plugins: [builtinModules, libraryParts, licences(dist)],
  minify: true,
  dts: false,
  // What every run needs is one file. What only some need (the questions, the steps, the help)
  // stays in files of its own, which are loaded then.
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
  entry: ["src/index.ts"],
  // The native compiler makes the types, which the bundler calls an experiment at every run.
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

/** The files of ours that are loaded with the command: through `import … from`, not `import()`. */
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
