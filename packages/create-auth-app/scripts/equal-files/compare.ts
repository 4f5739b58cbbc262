import type { RepositoryTemplates } from "../../src/engine/read-repository.ts";

/** Which files have to be the same. Paths are written as in a layer: `server/…` is the server folder. */
export interface Rules {
  /** Of these folders, with a slash at the end, each app has all that the other one has. */
  sharedFolders: readonly string[];
  /** What may differ, or be in one app only, with the reason: a file, or a folder with its slash. */
  exceptions: Readonly<Record<string, string>>;
}

export interface Comparison {
  /** The texts that would make the other app's files the same, by their path in it. */
  copies: ReadonlyMap<string, string>;
  /** What copying does not solve. */
  problems: readonly string[];
}

export type App = RepositoryTemplates["templates"][number];

/** Compares the app that is the source with another one. */
export function compare(source: App, other: App, rules: Rules): Comparison {
  const from = filesOf(source);
  const to = filesOf(other);
  const copies = new Map<string, string>();
  const problems: string[] = [];
  const used = new Set<string>();
  const isException = (path: string) => {
    const matching = Object.keys(rules.exceptions).filter((name) => covers(name, path));
    for (const name of matching) used.add(name);
    return matching.length > 0;
  };

  for (const [path, own] of from) {
    const text = moved(own, source, other);
    const found = to.get(path);
    if (found === undefined ? !isShared(path, rules) : isSame(found, text, text !== own)) continue;
    if (!isException(path)) copies.set(placeIn(other, path), text);
  }
  for (const path of to.keys()) {
    if (from.has(path) || !isShared(path, rules) || isException(path)) continue;
    problems.push(`${placeIn(other, path)} is in ${other.name} only`);
  }
  for (const name of Object.keys(rules.exceptions)) {
    if (!used.has(name)) problems.push(`${name} is an exception and need not be one`);
  }
  return { copies, problems };
}

/** The files of an app by the paths that a layer has for them. */
function filesOf({ manifest, files }: App): Map<string, string> {
  const root = `${manifest.serverRoot}/`;
  return new Map(
    [...files].map(([path, text]) => [
      path.startsWith(root) ? `server/${path.slice(root.length)}` : path,
      text,
    ]),
  );
}

function placeIn({ manifest }: App, path: string): string {
  return path.replace(/^server\//, `${manifest.serverRoot}/`);
}

/** Where the text names a file of the server folder, it names the other app's instead. */
function moved(text: string, source: App, other: App): string {
  const root = `${source.manifest.serverRoot}/`;
  const inside = [...source.files.keys()]
    .filter((path) => path.startsWith(root))
    .map((path) => path.slice(root.length).replace(/\/.*|\.tsx?$/, ""));
  const names = [...new Set(inside)].map((name) => name.replaceAll(".", "\\.")).join("|");
  const mention = new RegExp(`(?<![\\w-])${root}(?=(?:${names})(?![\\w-]))`, "g");
  return text.replace(mention, `${other.manifest.serverRoot}/`);
}

/** With a longer name in it, a line can be too long for the formatter, which then breaks it. */
function isSame(one: string, other: string, reformatted: boolean): boolean {
  return one === other || (reformatted && withoutFormat(one) === withoutFormat(other));
}

function withoutFormat(text: string): string {
  return text.replace(/\s+/g, "").replace(/,(?=[)\]}>])/g, "");
}

function isShared(path: string, { sharedFolders }: Rules): boolean {
  return sharedFolders.some((folder) => path.startsWith(folder));
}

function covers(name: string, path: string): boolean {
  return name.endsWith("/") ? path.startsWith(name) : path === name;
}
