import stringWidth from "fast-string-width";
import type { Style } from "../output/voice.ts";
import { columnsOf, wrapped } from "../output/wrap.ts";

/** Longer lines are hard to read. */
const widest = 100;
/** With fewer columns, hints go below what they explain. */
const roomForHints = 24;

/** The signs of the frame. Consoles that lack them show plain ones. */
export const signs = canShow(process.platform, process.env)
  ? {
      top: "┌",
      side: "│",
      end: "└",
      asked: "◆",
      answered: "◇",
      on: "●",
      off: "○",
      checked: "◼",
      unchecked: "◻",
      updown: "↑↓",
      dot: "·",
      dots: "…",
      cursor: "█",
    }
  : {
      top: "T",
      side: "|",
      end: "-",
      asked: "*",
      answered: "o",
      on: ">",
      off: " ",
      checked: "[x]",
      unchecked: "[ ]",
      updown: "up/down",
      dot: "-",
      dots: "...",
      cursor: "_",
    };

function canShow(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  // The console of the Linux kernel has few characters.
  if (platform !== "win32") return env["TERM"] !== "linux";
  return Boolean(env["WT_SESSION"] || env["TERM_PROGRAM"] || env["ConEmuTask"] || env["CI"]);
}

/** Lines of the frame: each begins with `side`, and what doesn't fit continues below its own text. */
export interface Frame {
  /** How many columns there are beside the frame. */
  room: number;
  /** Text that begins `indent` columns after the frame. */
  text: (text: string, options?: LineOptions) => string[];
  /** Two columns: a label, and its value or hint. */
  pair: (label: string, value: string, options: PairOptions) => string[];
  empty: () => string;
  /** The end of the frame, with a quiet text. */
  last: (text: string) => string[];
}

interface LineOptions {
  /** Replaces the side on the first line. */
  sign?: string;
  /** Follows the sign and a space on the first line. */
  lead?: string;
  /** How the text looks. */
  look?: (text: string) => string;
}

interface PairOptions extends LineOptions {
  labelWidth: number;
  lookOfValue?: (text: string) => string;
}

const same = (text: string) => text;

export function frameOn(output: NodeJS.WriteStream, style: Style): Frame {
  const side = style("dim", signs.side);
  const room = Math.max(10, Math.min(columnsOf(output), widest) - 4);
  const empty = () => side;
  const text: Frame["text"] = (words, { sign = side, lead = "", look = same } = {}) => {
    const indent = stringWidth(lead);
    return wrapped(words, room - indent).map((line, index) =>
      index === 0 ? `${sign}  ${lead}${look(line)}` : `${side}  ${" ".repeat(indent)}${look(line)}`,
    );
  };
  const pair: Frame["pair"] = (label, value, options) => {
    const { labelWidth, lead = "", look = same, lookOfValue = same, ...rest } = options;
    const indent = stringWidth(lead);
    if (value === "") return text(label, { ...rest, lead, look });
    if (room - indent - labelWidth - 2 < roomForHints) {
      const below = wrapped(value, room - indent - 2);
      return [
        ...text(label, { ...rest, lead, look }),
        ...below.map((line) => `${side}  ${" ".repeat(indent + 2)}${lookOfValue(line)}`),
      ];
    }
    const padding = " ".repeat(Math.max(0, labelWidth - stringWidth(label)) + 2);
    return text(value, { ...rest, lead: `${lead}${look(label)}${padding}`, look: lookOfValue });
  };
  const last: Frame["last"] = (words) =>
    wrapped(words, room).map(
      (line, index) =>
        `${style("dim", index === 0 ? signs.end : " ")}  ${style("dim", line.replaceAll("\u00A0", " "))}`,
    );
  return { room, text, pair, empty, last };
}
