const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Whether each bracket in these lines of code is closed in them, by its own kind and in order. */
export function isBalanced(lines: readonly string[]): boolean {
  const open: string[] = [];
  for (const character of lines.map(withoutTexts).join("\n")) {
    const closes = closing[character];
    if (closes) open.push(closes);
    else if (")]}".includes(character) && open.pop() !== character) return false;
  }
  return open.length === 0;
}

/** A line of code without its comments and texts, in which brackets don't count. */
function withoutTexts(line: string): string {
  return line
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""')
    .replace(/(?:^|\s)\/\/.*$/, "");
}
