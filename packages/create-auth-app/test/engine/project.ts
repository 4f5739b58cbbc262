import { posix } from "node:path";
import type { Files } from "../../src/engine/files.ts";
import type { ProjectAnswers } from "../../src/options/catalogue.ts";
import { type Code, codeOf } from "./imports.ts";

/** A rendered project, and how its files refer to each other. */
export interface Project {
  answers: ProjectAnswers;
  files: Files;
  paths: readonly string[];
  packageJson: PackageJson;
  /** Code, styles and markup. */
  code: readonly (readonly [path: string, code: Code])[];
  /** The file that an import refers to. Nothing for a package or a file that doesn't exist. */
  fileOf: (name: string, from: string) => string | undefined;
}

interface PackageJson {
  [section: string]: unknown;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const endings = ["", ".ts", ".tsx", ".js", ".css", "/index.ts", "/index.tsx"];

export function projectOf(answers: ProjectAnswers, files: Files): Project {
  const aliases = aliasesIn(files);
  return {
    answers,
    files,
    paths: [...files.keys()],
    packageJson: JSON.parse(files.get("package.json") ?? ""),
    code: [...files]
      .filter(([path]) => isCode(path))
      .map(([path, text]) => [path, codeOf(path, text)] as const),
    fileOf: (name, from) => {
      // The server draws it.
      if (name === "/favicon.svg") return [...files.keys()].find((p) => p.endsWith("/lib/mark.ts"));
      const bare = name.replace(/\?.*$/, "");
      for (const base of basesOf(bare, posix.dirname(from), aliases)) {
        const found = endings.find((ending) => files.has(base + ending));
        if (found !== undefined) return base + found;
      }
      return undefined;
    },
  };
}

/** Whether it can have imports. */
export function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|css|html)$/.test(path);
}

/** Whether an import refers to a file of the project, not to a package. */
export function isOwn(name: string): boolean {
  return /^(?:\.{0,2}\/|[~@]\/|#)/.test(name);
}

type Aliases = readonly (readonly [prefix: string, folder: string])[];

/** The `imports` of package.json and the `paths` of the compiler, which Vite also reads. */
function aliasesIn(files: Files): Aliases {
  const { imports = {} } = JSON.parse(files.get("package.json") ?? "{}");
  const paths = [...files].flatMap(([path, text]) => {
    if (!/^tsconfig[\w.]*\.json$/.test(path)) return [];
    const { compilerOptions = {} } = JSON.parse(text);
    return Object.entries<string[]>(compilerOptions.paths ?? {});
  });
  return [
    ...Object.entries<string>(imports).map(([from, to]) => [from, [to]] as const),
    ...paths,
  ].map(([from, [to = ""]]) => [from.replace(/\*$/, ""), to.replace(/^\.\/|\*$/g, "")] as const);
}

function basesOf(name: string, folder: string, aliases: Aliases): string[] {
  if (name.startsWith(".")) return [posix.join(folder, name)];
  if (name.startsWith("/")) return [name.slice(1), `public${name}`];
  return aliases.flatMap(([prefix, to]) =>
    name.startsWith(prefix) ? [posix.join(to, name.slice(prefix.length))] : [],
  );
}
