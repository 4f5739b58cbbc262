const flagWidth = 24;
const lineWidth = 80;

/** One entry, its text wrapped under itself. */
export function line(flag: string, text: string): string[] {
  const room = lineWidth - flagWidth - 2;
  const lines = [""];
  for (const word of text.split(" ")) {
    const current = lines.at(-1) ?? "";
    if (current === "") lines[lines.length - 1] = word;
    else if (current.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${current} ${word}`;
    else lines.push(word);
  }
  return lines.map((part, index) =>
    `  ${(index === 0 ? flag : "").padEnd(flagWidth)}${part}`.trimEnd(),
  );
}
