import { posix } from "node:path";
import type { Project } from "./project.ts";

/** Files that a tool looks for by this name. */
const conventional = /^[^/]+\.config\.[cm]?[jt]s$|^index\.html$|\.d\.ts$|\.test\.tsx?$/;

/** Files that a framework looks for, by the file that shows the framework is used. */
const ofFramework: Record<string, readonly string[]> = {
  "react-router.config.ts": ["app/root.tsx", "app/entry.server.tsx", "app/routes.ts"],
};

/** Other files whose words can be paths of code that runs. */
const running = /^(?:package\.json|Dockerfile|\.yarnrc\.yml|\.github\/.*)$/;

/** Code files that nothing leads to from the entry points of tools, scripts and tests. */
export function unreachedFiles(project: Project): string[] {
  const code = new Map(project.code);
  const reached = new Set<string>();
  const queue = entriesOf(project);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const { imports = [], strings = [] } = code.get(path) ?? {};
    const folder = posix.dirname(path);
    const named = [
      ...imports.map(({ from }) => project.fileOf(from, path)),
      ...strings.flatMap((name) => pathsMeantBy(name, folder)),
    ];
    for (const file of named) if (file !== undefined && code.has(file)) queue.push(file);
  }
  return [...code.keys()].filter((path) => !reached.has(path));
}

function entriesOf({ files, paths }: Project): string[] {
  const words = paths
    .filter((path) => running.test(path))
    .flatMap((path) => files.get(path)?.split(/[\s"'=,]+/) ?? []);
  return [
    ...paths.filter((path) => conventional.test(path)),
    ...Object.entries(ofFramework).flatMap(([path, its]) => (files.has(path) ? its : [])),
    ...words.map((word) => word.replace(/^\.\//, "")).filter((word) => files.has(word)),
  ];
}

/** A string in code can be a path relative to the root or to the file. */
function pathsMeantBy(name: string, folder: string): string[] {
  const path = name.replace(/^\.?\//, "");
  return [path, posix.join(folder, name), `${path}.ts`, `${posix.join(folder, name)}.ts`];
}
