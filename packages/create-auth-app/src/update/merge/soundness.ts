import { withoutTexts } from "./text.ts";

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
  return !sources.every(isBalanced) || isBalanced(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const character of text.split("\n").map(withoutTexts).join("\n")) {
    const closes = closing[character];
    if (closes) open.push(closes);
    else if (")]}".includes(character) && open.pop() !== character) return false;
  }
  return open.length === 0;
}
