import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

export interface Terminal {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  /** Waits until the screen shows it, then types. */
  answer: (seen: string, keys: string) => Promise<void>;
  /** Everything that was drawn, without colors and cursor movements. */
  screen: () => string;
}

export const keys = {
  enter: "\r",
  up: "\u001B[A",
  down: "\u001B[B",
  escape: "\u001B",
  ctrlC: "\u0003",
  space: " ",
};

/** A terminal in memory, with what prompts need. */
export function terminal(): Terminal {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let drawn = "";
  let read = 0;
  output.on("data", (chunk) => {
    drawn += stripVTControlCharacters(String(chunk));
  });
  return {
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    screen: () => drawn,
    answer: async (seen, typed) => {
      while (!drawn.slice(read).includes(seen)) await wait(5);
      read = drawn.length;
      input.write(typed);
      // Node waits this long for what may follow an escape character.
      await wait(typed === keys.escape ? 80 : 5);
    },
  };
}
