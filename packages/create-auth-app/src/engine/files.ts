/** Text, or the bytes of a file that came from elsewhere. */
export type Contents = string | Uint8Array;

/** Whatever is to be written, by its POSIX path. */
export type ProjectFiles = ReadonlyMap<string, Contents>;

/** As text; nothing is empty. The mark that some editors put before UTF-8 is left out. */
export function textOf(contents: Contents | undefined): string {
  return typeof contents === "string" ? contents : new TextDecoder().decode(contents);
}

/** A tree of text files by their POSIX path. */
export type Files = ReadonlyMap<string, string>;

/** The same files, sorted by path (by code unit, so that no locale has a say in it). */
export function sortedFiles<C extends Contents>(
  files: Iterable<readonly [string, C]>,
): ReadonlyMap<string, C> {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
