import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const folder = resolve(import.meta.dirname, "../..");
const manifest = (path: string) => JSON.parse(readFileSync(resolve(folder, path), "utf8"));

test("npm start installs every package that the command imports, in the version that is published", () => {
  const { devDependencies } = manifest("package.json");
  const { esbuild: _bundler, ...installed } = manifest(
    "../../scripts/toolchain/package.json",
  ).dependencies;
  const imported = Object.entries(devDependencies).filter(([name]) => importedNames().has(name));
  expect(installed).toEqual(Object.fromEntries(imported));
});

function importedNames(): Set<string> {
  const source = join(folder, "src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(source, file), "utf8"));
  const names = texts.flatMap((text) => [
    ...text.matchAll(/(?:from|import\() ?"((?:@[\w-]+\/)?[a-z][\w-]*)"/g),
  ]);
  return new Set(names.flatMap(([, name]) => name ?? []));
}
