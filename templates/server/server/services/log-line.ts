const LONGEST = 4000;

/**
 * Text as it may stand in the log: one line, of a length that someone reads, in which control
 * characters are spelled out. What a stranger has sent can neither write lines of its own nor
 * command the terminal of whoever reads them.
 */
export function logLine(text: string, longest = LONGEST) {
  const rest = text.length - longest;
  const line = text.slice(0, longest).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, spelledOut);
  return rest > 0 ? `${line}… (${rest} more characters)` : line;
}

function spelledOut(character: string) {
  if (character === "\n") return "\\n";
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
