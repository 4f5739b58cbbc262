import { isBalanced } from "./brackets.ts";

const code = /\.(?:[cm]?[jt]sx?|css|json)$/;

/**
 * Whether a merged text still holds together, judged by its brackets. That finds what lines can't
 * show, such as when the owner deleted the beginning of a block and the update changed its end.
 *
 * @param sources the texts that it was merged from. If one of them doesn't hold together either,
 * the merged text isn't judged
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
