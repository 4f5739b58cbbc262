import { closest, distance } from "fastest-levenshtein";

/** The one of `allowed` that was probably meant, if any is near enough. */
export function suggestion(typed: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0) return undefined;
  const word = typed.toLowerCase();
  const near = closest(word, allowed);
  // A third of the letters may be wrong: more than that is another word.
  if (distance(word, near) <= Math.max(1, Math.floor(near.length / 3))) return near;
  return word.length < 3 ? undefined : allowed.find((name) => name.startsWith(word));
}
