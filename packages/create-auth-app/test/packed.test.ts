import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { chosenCombinations } from "../scripts/combinations/check.ts";
import {
  loadTemplates,
  packedLockfile,
  packedTemplates,
  readPacked,
} from "../src/engine/packed.ts";
import { readRepository } from "../src/engine/read-repository.ts";
import { render } from "../src/engine/render.ts";
import { catalogue } from "../src/options/catalogue.ts";

const folder = resolve(import.meta.dirname, "..");
const dist = join(folder, "dist");

interface Tarball {
  size: number;
  files: { path: string; size: number }[];
}

let tarball: Tarball;

beforeAll(() => {
  const listed = execFileSync("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  tarball = (JSON.parse(listed) as [Tarball])[0];
}, 60_000);

/** What each part adds to the package, gzipped by itself. */
function weights(): [string, number][] {
  const of = (...paths: string[]) => {
    const sizes = paths.map((path) => gzipSync(readFileSync(join(folder, path))).length);
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const named = ["dist/giget.js", "dist/execa.js", `dist/${packedTemplates}`];
  const known = [...named, `dist/${packedLockfile}`, "dist/licenses.txt"];
  const rest = tarball.files.map(({ path }) => path).filter((path) => !known.includes(path));
  return [
    ["command", of(...rest)],
    ["giget", of("dist/giget.js")],
    ["execa", of("dist/execa.js")],
    ["templates", of(`dist/${packedTemplates}`)],
    ["lockfile", of(`dist/${packedLockfile}`)],
    ["licenses", of("dist/licenses.txt")],
  ];
}

test("the package is small", () => {
  const kilobytes = (size: number) => `${(size / 1000).toFixed(1).padStart(6)} kB`;
  const rows = weights().map(([part, size]) => `${kilobytes(size)}  ${part}`);
  console.log([`${kilobytes(tarball.size)}  packed`, ...rows].join("\n"));
  // What is in it, and why it is that large: docs/decisions/0060-each-text-once-brotli.md.
  expect(tarball.size).toBeLessThan(480_000);
});

test("the package contains the command, its types, its templates, and nothing else", () => {
  const paths = tarball.files.map(({ path }) => path);
  const expected = [
    "LICENSE",
    "README.md",
    "bin.js",
    "dist/cli.js",
    "dist/index.js",
    "dist/index.d.ts",
    "dist/render.d.ts",
    "dist/licenses.txt",
    `dist/${packedTemplates}`,
    `dist/${packedLockfile}`,
    "package.json",
  ];
  expect(paths).toEqual(expect.arrayContaining(expected));
  const others = paths.filter((path) => !expected.includes(path));
  expect(others.filter((path) => !/^dist\/[a-z-]+\.js$/.test(path))).toEqual([]);
});

test("the package has no dependencies and no install scripts", () => {
  const json = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const section of ["dependencies", "optionalDependencies", "peerDependencies"]) {
    expect(json).not.toHaveProperty(section);
  }
  for (const script of [
    "preinstall",
    "install",
    "postinstall",
    "prepare",
    "preprepare",
    "postprepare",
  ]) {
    expect(json.scripts).not.toHaveProperty(script);
  }
});

test("the bundle imports nothing but itself and Node", () => {
  for (const { path } of tarball.files.filter(({ path }) => /^dist\/.*\.js$/.test(path))) {
    const text = readFileSync(join(folder, path), "utf8");
    const names = [
      ...text.matchAll(
        /(?:^|[;}])(?:import|export)[^"'`;()]*?["']([^"']+)["']|\bimport\(["'`]([^"'`]+)["'`]\)/gm,
      ),
    ];
    for (const [, name, lazy] of names) {
      expect(name ?? lazy, path).toMatch(/^(?:node:|\.\/[a-z-]+\.js$)/);
    }
  }
});

test("code that only some runs need is loaded on demand", () => {
  const code = tarball.files.filter(({ path }) => /^dist\/.*\.js$/.test(path));
  for (const lazy of ["ask", "help", "load-remote", "run-steps"]) {
    expect(code.map(({ path }) => path)).toContain(`dist/${lazy}.js`);
    for (const { path } of code) {
      expect(readFileSync(join(folder, path), "utf8"), path).not.toMatch(
        new RegExp(`from\\s*["']\\./${lazy}\\.js`),
      );
    }
  }
});

test("code that is loaded at the start doesn't import it", () => {
  const loaded = new Set(["cli.js", "index.js"]);
  for (const name of loaded) {
    const text = readFileSync(join(dist, name), "utf8");
    for (const [, next = ""] of text.matchAll(/\bfrom\s*["']\.\/([a-z-]+\.js)["']/g))
      loaded.add(next);
  }
  expect([...loaded].sort()).toEqual(["cli.js", "create.js", "index.js", "rolldown-runtime.js"]);
});

test.each([["--version"], ["--help"], ["app", "--dry-run", "--yes"]])(
  "%s %s %s starts without giget and execa",
  (...argv) => {
    const tell = `import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, next) => (process._rawDebug(url), next(url, context)) });`;
    const { stderr, status } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(tell)}`, "bin.js", ...argv],
      { cwd: folder, encoding: "utf8" },
    );
    expect(status).toBe(0);
    // Only file names: the checkout may be in a folder with any name.
    const loaded = [...stderr.matchAll(/\/dist\/([a-z-]+)\.js$/gm)].map(([, name]) => name);
    expect(loaded).toContain("create");
    for (const lazy of ["giget", "execa", "load-remote", "run-steps", "preflight"])
      expect(loaded).not.toContain(lazy);
  },
);

test("the package includes the notices of what it bundles", () => {
  const text = readFileSync(join(dist, "licenses.txt"), "utf8");
  for (const name of ["@clack/core", "execa", "giget", "tar", "validate-npm-package-name"])
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
});

test("the package renders the same bytes as the repository", () => {
  const [packed, source] = [readPacked(dist), loadTemplates()];
  const repository = readRepository(resolve(import.meta.dirname, "../../.."));
  for (const chosen of chosenCombinations(repository, catalogue)) {
    const answers = { name: "my-app", ...chosen };
    expect([...render(answers, packed)]).toEqual([...render(answers, source)]);
  }
});

test("the package contains no secrets and nothing that was installed or built", () => {
  for (const { name, files } of readPacked(dist).templates) {
    const refused =
      /(?:^|\/)(?:node_modules|build|dist|\.data|\.react-router)\/|(?:^|\/)\.env$|\.(?:db|sqlite|log|map)$/;
    expect(
      [...files.keys()].filter((path) => refused.test(path)),
      name,
    ).toEqual([]);
  }
});
