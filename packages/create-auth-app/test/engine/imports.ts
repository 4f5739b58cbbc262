import { posix } from "node:path";
import type { Files } from "../../src/engine/files.ts";

const patterns = [
  /\b(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/g,
  /\bimport\s*\(?\s*["']([^"']+)["']/g,
  /\b(?:require|require\.resolve|import\.meta\.resolve)\(\s*["']([^"']+)["']/g,
  /@(?:import|plugin|source)\s+(?:url\()?["']([^"']+)["']/g,
];

/** What a file of code or styles imports, by the names that it writes. Comments do not count. */
export function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = ""]) => name));
}

/** `@scope/name/sub` → `@scope/name`. */
export function packageOf(name: string): string {
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}

/** Whether a relative import, or one from the app's root (`~/`), finds a file. */
export function resolves(name: string, from: string, files: Files): boolean {
  const bare = name.replace(/\?.*$/, "");
  const bases = bare.startsWith("~/")
    ? ["app", "server", "src"].map((root) => posix.join(root, bare.slice(2)))
    : [posix.join(from, bare)];
  const endings = ["", ".ts", ".tsx", ".js", ".css", "/index.ts", "/index.tsx"];
  return bases.some((base) => endings.some((ending) => files.has(base + ending)));
}
