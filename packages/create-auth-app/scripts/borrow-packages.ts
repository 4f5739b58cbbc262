import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Stack } from "../src/engine/layers.ts";

/** Links every package that the templates have installed; if two have it, the first one wins. */
export function borrowPackages(target: string, sources: readonly string[]): void {
  for (const source of sources.filter((folder) => existsSync(folder))) {
    for (const name of readdirSync(source).flatMap((entry) => withScope(source, entry))) {
      const link = join(target, name);
      mkdirSync(dirname(link), { recursive: true });
      if (!existsSync(link)) symlinkSync(join(source, name), link, "junction");
    }
  }
}

/** `.bin` is one folder of commands, and a scope is a folder of packages. */
function withScope(source: string, entry: string): string[] {
  const isFolder = entry.startsWith("@") || entry === ".bin";
  return isFolder ? readdirSync(join(source, entry)).map((name) => join(entry, name)) : [entry];
}

/** Where the workspace installs their packages: an app's where it runs, a layer's in its folder. */
export function installedPackages({ app, templates }: Stack, root: string): string[] {
  const layers = templates.filter(({ manifest }) => manifest.kind === "layer");
  return [
    join(root, "apps", app.name, "node_modules"),
    ...layers.map(({ name }) => join(root, "templates", name, "node_modules")),
  ];
}
