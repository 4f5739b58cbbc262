import { styleText } from "node:util";
import { columnsOf } from "./wrap.ts";

/** How the command prints. What it prints is in messages.ts. */
export interface Voice {
  say: (text: string) => void;
  /** Something that is done. */
  tick: (text: string) => void;
  warn: (text: string) => void;
  /** Something that takes a while. */
  begin: (doing: string) => Doing;
  /** Emphasis, if the output can show it. */
  style: Style;
  /** How wide a line may be. */
  columns: number;
}

export interface Doing {
  done: (text: string) => void;
  failed: (text: string) => void;
  skipped: (text: string) => void;
}

export type Emphasis = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";
export type Style = (emphasis: Emphasis, text: string) => string;

export const silent: Voice = {
  say: () => {},
  tick: () => {},
  warn: () => {},
  begin: () => ({ done: () => {}, failed: () => {}, skipped: () => {} }),
  style: (_emphasis, text) => text,
  columns: Number.POSITIVE_INFINITY,
};

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const clearLine = "\r\u001B[K";

/** A voice on a stream: with a spinner on a terminal, otherwise with one plain line per event. */
export function voiceOn(stream: NodeJS.WriteStream): Voice {
  const style: Style = (emphasis, text) => styleText(emphasis, text, { stream });
  const say = (text: string) => void stream.write(`${text}\n`);
  return {
    say,
    tick: (text) => say(`${style("green", "✓")} ${text}`),
    warn: (text) => say(`${style("yellow", "!")} ${text}`),
    begin: (doing) => {
      const stop = stream.isTTY ? spin(stream, doing, style) : announce(doing, say);
      return {
        done: (text) => stop(`${style("green", "✓")} ${text}`),
        failed: (text) => stop(`${style("red", "✗")} ${text}`),
        skipped: (text) => stop(`${style("dim", "-")} ${text}`),
      };
    },
    style,
    // Nobody watches a file being written, and its lines can be searched.
    columns: stream.isTTY ? columnsOf(stream) : Number.POSITIVE_INFINITY,
  };
}

function announce(doing: string, say: (text: string) => void): (end: string) => void {
  say(`  ${doing} …`);
  return say;
}

// Not clack's spinner, which handles Ctrl-C itself and exits with 0.
function spin(stream: NodeJS.WriteStream, doing: string, style: Style): (end: string) => void {
  const start = performance.now();
  const draw = () => {
    const elapsed = performance.now() - start;
    const frame = frames[Math.floor(elapsed / 80) % frames.length] ?? "";
    const time = elapsed < 1000 ? "" : `  ${Math.floor(elapsed / 1000)}s`;
    // One line only: a wrapped one couldn't be drawn over.
    const text = `${doing} …`.slice(0, Math.max(8, columnsOf(stream) - time.length - 4));
    stream.write(`${clearLine}${style("cyan", frame)} ${text}${style("dim", time)}`);
  };
  draw();
  const timer = setInterval(draw, 80);
  return (end) => {
    clearInterval(timer);
    stream.write(`${clearLine}${end}\n`);
  };
}
