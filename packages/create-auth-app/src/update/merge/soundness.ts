import { isBalanced } from "./brackets.ts";

const code = /\.(?:[cm]?[jt]sx?|css|json)$/;

/**
 * Whether a merged text still holds together as far as brackets tell. It finds what lines can't
 * show: the owner deleted the beginning of a block, and the update changed its end.
 *
 * @param sources the texts that it was merged from. Where one of them doesn't hold together either,
 * nothing can be said
 */
export function isSound(path: string, text: string, sources: readonly string[]): boolean {
  if (!code.test(path)) return true;
  if (path.endsWith(".json")) return !sources.every(isJson) || isJson(text);
  const holds = (code: string) => isBalanced(code.split("\n"));
  return !sources.every(holds) || holds(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
