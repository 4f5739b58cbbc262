/** Text, or the bytes of a file from a remote template. */
export type Contents = string | Uint8Array;

/** Everything to write, by its POSIX path. */
export type ProjectFiles = ReadonlyMap<string, Contents>;

/** As text; nothing becomes an empty text. The byte order mark of some editors is left out. */
export function textOf(contents: Contents | undefined): string {
  return typeof contents === "string" ? contents : new TextDecoder().decode(contents);
}

/** A tree of text files by their POSIX path. */
export type Files = ReadonlyMap<string, string>;

/** The same files, sorted by path (by code unit, so the locale makes no difference). */
export function sortedFiles<C extends Contents>(
  files: Iterable<readonly [string, C]>,
): ReadonlyMap<string, C> {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
