// `npm start`: bundles the command and runs it where it was typed, on the machine's own Node and for
// the package manager that it was typed with, as a user would. Only the packages of the command are
// installed: Node, pnpm and everything that tests need are for `npm test` and `npm run setup`.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { installCommand, root } from "./bootstrap.mjs";

const installed = installCommand();
const { build } = createRequire(join(installed, "package.json"))("esbuild");
const outdir = join(installed, "node_modules/.command");

await build({
  absWorkingDir: root,
  entryPoints: ["packages/create-auth-app/src/cli.ts"],
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  nodePaths: [join(installed, "node_modules")],
  // CommonJS packages load Node's modules with `require`.
  banner: {
    js: 'import { createRequire as toRequire } from "node:module"; const require = toRequire(import.meta.url);',
  },
  plugins: [{ name: "in place", setup: keepDirectories }],
  logLevel: "warning",
});

process.chdir(process.env.INIT_CWD ?? process.cwd());
const { main } = await import(pathToFileURL(join(outdir, "cli.js")).href);
process.exitCode = await main(process.argv.slice(2));

/** Our modules find the templates and their version relative to themselves, not to the bundle. */
function keepDirectories({ onLoad }) {
  onLoad({ filter: /create-auth-app[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, "utf8");
    const contents = text.replaceAll("import.meta.dirname", JSON.stringify(dirname(path)));
    return { contents, loader: "ts" };
  });
}
