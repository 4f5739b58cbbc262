/** A tree of text files by their POSIX path. */
export type Files = ReadonlyMap<string, string>;

/** The same files, sorted by path (by code unit, so that no locale has a say in it). */
export function sortedFiles(files: Iterable<readonly [string, string]>): Files {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
