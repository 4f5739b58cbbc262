import type { Prompt } from "@clack/core";
import { type Style, voiceOn } from "../output/voice.ts";
import { type Frame, frameOn, signs } from "./frame.ts";

/** What is shown about a question. */
export interface Heading {
  label: string;
  /** A sentence that explains it. */
  help?: string | undefined;
  /** Such as "2 of 5". */
  progress?: string | undefined;
  /** Shown above the label, such as the summary above the last question. */
  above?: ((frame: Frame) => readonly string[]) | undefined;
  /** What stays on the screen after the answer. By default, one line. */
  answered?: ((frame: Frame, value: unknown) => readonly string[]) | undefined;
  /** Whether it's the first question, so there's nothing to go back to. */
  first?: boolean | undefined;
}

/** One answer to choose. */
export interface Row<Value> {
  value: Value;
  label: string;
  hint?: string;
}

/** Labels of answered questions are this wide. */
const labelWidth = 10;

/** The parts that each kind of question draws in its own way. */
interface Drawn {
  answer: string;
  keys: readonly string[];
  body: (frame: Frame) => readonly string[];
}

/** Draws a question on a screen, and knows how many lines are left there when it's answered. */
export function lookOf({ output }: { output: NodeJS.WriteStream }) {
  const { style } = voiceOn(output);
  let linesLeft = 0;
  const screen = (
    prompt: Pick<Prompt<unknown>, "state" | "error" | "value">,
    heading: Heading,
    { answer, keys, body }: Drawn,
  ): string => {
    const frame = frameOn(output, style);
    const { label, help, progress, above, answered } = heading;
    if (prompt.state === "submit") {
      const line = frame.pair(label, answer, {
        sign: style("green", signs.answered),
        labelWidth,
        lookOfValue: (text) => style("bold", text),
      });
      const lines = answered?.(frame, prompt.value) ?? line;
      linesLeft = lines.length;
      return lines.join("\n");
    }
    // The question goes away: either the previous one takes its place, or the last line says so.
    if (prompt.state === "cancel") return "";
    const isWrong = prompt.state === "error";
    const place = progress ? style("dim", `  ${progress}`) : "";
    return [
      frame.empty(),
      ...(above ? above(frame) : []),
      `${frame
        .text(label, {
          sign: style(isWrong ? "yellow" : "cyan", signs.asked),
          look: (text) => style("bold", text),
        })
        .join("\n")}${place}`,
      ...(help ? frame.text(help, { look: (text) => style("dim", text) }) : []),
      ...body(frame),
      ...(isWrong
        ? frame.text(prompt.error, { look: (text) => style("yellow", text) })
        : [frame.empty()]),
      ...frame.last([...keys, "Esc quit"].map(unbroken).join(` ${signs.dot} `)),
    ].join("\n");
  };
  return { style, screen, linesLeft: () => linesLeft };
}

/** One line for each answer: its sign, its label and its hint. */
export function rowLines<Value>(
  frame: Frame,
  style: Style,
  rows: readonly Row<Value>[],
  signOf: (index: number) => string,
): string[] {
  const widest = Math.max(...rows.map(({ label }) => label.length));
  return rows.flatMap(({ label, hint = "" }, index) =>
    frame.pair(label, hint, {
      lead: `${signOf(index)} `,
      labelWidth: widest,
      lookOfValue: (text) => style("dim", text),
    }),
  );
}

/** The key that goes back, where there is something to go back to. */
export function backKey({ first }: Heading): string[] {
  return first ? [] : ["b back"];
}

/** Keeps a text in one piece where lines are divided at spaces. */
function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00A0");
}
