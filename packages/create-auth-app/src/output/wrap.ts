import stringWidth from "fast-string-width";

/** How wide a line is where the terminal doesn't say: it says 0 if it doesn't know. */
const usualWidth = 80;

export function columnsOf(output: Pick<NodeJS.WriteStream, "columns">): number {
  return output.columns || usualWidth;
}

/** The text in lines of at most `width` columns, divided between words where that's possible. */
export function wrapped(text: string, width: number): string[] {
  const room = Math.max(4, width);
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      const joined = line === "" ? word : `${line} ${word}`;
      if (stringWidth(joined) <= room) {
        line = joined;
        continue;
      }
      if (line !== "") lines.push(line);
      const pieces = broken(word, room);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? "";
    }
    return [...lines, line];
  });
}

/** A word that's longer than a line, such as a path, in pieces. */
function broken(word: string, room: number): string[] {
  const pieces = [""];
  for (const character of word) {
    const piece = pieces.at(-1) ?? "";
    if (stringWidth(piece + character) <= room) pieces[pieces.length - 1] = piece + character;
    else pieces.push(character);
  }
  return pieces;
}
