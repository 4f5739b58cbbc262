import type { Project } from "./project.ts";

/** `path name` for every export that another file of the project uses. */
export function takenExports({ code, fileOf }: Project): Set<string> {
  const taken = new Set<string>();
  for (const [path, { imports }] of code) {
    for (const { from, taken: names } of imports) {
      const file = names.length > 0 ? fileOf(from, path) : undefined;
      if (file !== undefined) for (const name of names) taken.add(`${file} ${name}`);
    }
  }
  return taken;
}

/** `path name` for every export that neither another file nor its own uses. */
export function idleExports({ code }: Project, taken: ReadonlySet<string>): string[] {
  return code.flatMap(([path, { exports }]) => {
    if (taken.has(`${path} *`)) return [];
    return exports
      .filter(({ name, usedInside }) => !usedInside && !taken.has(`${path} ${name}`))
      .map(({ name }) => `${path} ${name}`);
  });
}
