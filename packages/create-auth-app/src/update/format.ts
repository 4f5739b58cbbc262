import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contents, Files, ProjectFiles } from "../engine/files.ts";
import { isObject } from "../engine/merge-package-json.ts";
import type { Host } from "../host.ts";
import { run } from "./run.ts";
import { findTool, inCopy } from "./tools.ts";

/** The owner's formatter, if its settings differ from the template's. */
export interface Formatter {
  name: string;
  /** Returns the same texts in the owner's format. A text that can't be formatted stays as it is. */
  format: (files: Files) => Promise<Files>;
}

interface Kind {
  name: string;
  package: string;
  bin: string;
  isConfig: (path: string) => boolean;
  args: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    name: "Prettier",
    package: "prettier",
    bin: "prettier",
    isConfig: (path) =>
      /^(?:\.prettierrc(?:\..*)?|prettier\.config\..*|\.prettierignore|\.editorconfig)$/.test(path),
    args: ["--write", "--ignore-unknown", "--log-level=error", "."],
  },
  {
    name: "dprint",
    package: "dprint",
    bin: "dprint",
    isConfig: (path) => /^\.?dprint\.jsonc?$/.test(path),
    args: ["fmt", "--allow-no-files"],
  },
  {
    name: "Biome",
    package: "@biomejs/biome",
    bin: "biome",
    isConfig: (path) => /^(?:biome\.jsonc?|\.editorconfig)$/.test(path),
    args: ["format", "--write", "--vcs-enabled=false", "--no-errors-on-unmatched", "."],
  },
];

const formatted = /\.(?:[cm]?[jt]sx?|jsonc?|css|html|ya?ml|md|mdx)$/;
/** Files that other programs write, or that are merged by key. */
const unformatted = /(?:^|\/)(?:package(?:-lock)?\.json|\.create-auth-app\.json)$|\/migrations\//;

/** Finds the owner's formatter, unless its settings are those of the template. */
export function findFormatter(
  root: string,
  mine: ProjectFiles,
  base: Files,
  { env, signal }: { env: Host["env"]; signal: AbortSignal },
): Formatter | undefined {
  for (const kind of kinds) {
    const configs = [...mine].filter(([path]) => kind.isConfig(path));
    const inPackage = kind.name === "Prettier" && hasPrettierKey(mine);
    const differs = configs.some(([path, text]) => base.get(path) !== text);
    if (!differs && !inPackage) continue;
    const tool = findTool(root, kind.package, kind.bin);
    if (!tool) continue;
    const settings = [
      ...configs,
      ...(inPackage ? [["package.json", mine.get("package.json") ?? "{}"] as const] : []),
    ];
    return {
      name: kind.name,
      format: (files) => formatIn(root, kind, tool, settings, files, { env, signal }),
    };
  }
  return undefined;
}

function hasPrettierKey(mine: ProjectFiles): boolean {
  try {
    const json: unknown = JSON.parse(String(mine.get("package.json")));
    return isObject(json) && "prettier" in json;
  } catch {
    return false;
  }
}

async function formatIn(
  root: string,
  kind: Kind,
  tool: string,
  settings: readonly (readonly [string, Contents])[],
  files: Files,
  { env, signal }: { env: Host["env"]; signal: AbortSignal },
): Promise<Files> {
  const wanted = [...files].filter(([path]) => formatted.test(path) && !unformatted.test(path));
  if (wanted.length === 0) return files;
  return inCopy(root, "format", [...wanted, ...settings], async (folder) => {
    // It may be a program or a script. Its exit code only says that some file couldn't be parsed.
    const [program, args] = /\.[cm]?js$|\/bin\/\w+$/.test(tool.replaceAll("\\", "/"))
      ? [process.execPath, [tool, ...kind.args]]
      : [tool, kind.args];
    await run(program, args, { cwd: folder, env, signal });
    const own = new Set(settings.map(([path]) => path));
    return new Map(
      [...files].map(([path, text]): [string, string] => {
        const isWanted = formatted.test(path) && !unformatted.test(path) && !own.has(path);
        return [path, isWanted ? readFileSync(join(folder, path), "utf8") : text];
      }),
    );
  });
}
