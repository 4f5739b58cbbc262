import { isCancel, MultiSelectPrompt, type Prompt, SelectPrompt, TextPrompt } from "@clack/core";
import { Cancelled } from "../errors.ts";
import { nothingWritten } from "../output/messages.ts";
import { voiceOn } from "../output/voice.ts";
import { columnsOf } from "../output/wrap.ts";
import { frameOn, signs } from "./frame.ts";
import { backKey, type Heading, lookOf, type Row, rowLines } from "./screen.ts";
import { keepKeys, takeKeys } from "./typed-ahead.ts";

/** Where questions are asked and answered, and what ends them from outside. */
export interface Conversation {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
}

/** The reply of someone who wants to go back to the previous question. */
export const back = Symbol("back");

export async function chooseOne<Value>(
  conversation: Conversation,
  heading: Heading,
  rows: readonly Row<Value>[],
  initialValue?: Value,
): Promise<Value | typeof back> {
  const look = lookOf(conversation);
  const prompt = new SelectPrompt<{ value: Value; label: string; hint?: string }>({
    ...conversation,
    options: [...rows],
    ...(initialValue !== undefined && { initialValue }),
    render() {
      const chosen = rows.find(({ value }) => value === this.value)?.label ?? "";
      return look.screen(this, heading, {
        answer: chosen,
        keys: [`${signs.updown} move`, "Enter continue", ...backKey(heading)],
        body: (frame) =>
          rowLines(frame, look.style, rows, (index) => {
            const isHere = index === this.cursor;
            return isHere ? look.style("cyan", signs.on) : look.style("dim", signs.off);
          }),
      });
    },
  });
  return answerTo(prompt as Prompt<Value>, heading, look, conversation);
}

export async function chooseSome<Value>(
  conversation: Conversation,
  heading: Heading,
  rows: readonly Row<Value>[],
  initialValues: readonly Value[],
): Promise<Value[] | typeof back> {
  const look = lookOf(conversation);
  const prompt = new MultiSelectPrompt<{ value: Value; label: string; hint?: string }>({
    ...conversation,
    options: [...rows],
    initialValues: [...initialValues],
    ...(initialValues[0] !== undefined && { cursorAt: initialValues[0] }),
    validate: (values) => (values?.length ? undefined : "Choose at least one: Space selects it."),
    render() {
      const values: readonly Value[] = this.value ?? [];
      const chosen = rows.filter(({ value }) => values.includes(value));
      return look.screen(this, heading, {
        answer: chosen.map(({ label }) => label).join(", "),
        keys: [`${signs.updown} move`, "Space select", "Enter continue", ...backKey(heading)],
        body: (frame) =>
          rowLines(frame, look.style, rows, (index) => {
            const isOn = rows[index] !== undefined && values.includes(rows[index].value);
            const sign = isOn ? signs.checked : signs.unchecked;
            if (index === this.cursor) return look.style("cyan", sign);
            return isOn ? look.style("green", sign) : look.style("dim", sign);
          }),
      });
    },
  });
  return answerTo(prompt as unknown as Prompt<Value[]>, heading, look, conversation);
}

/** Asks for a line of text. `b` is a letter here, so nothing goes back. */
export async function typeText(
  conversation: Conversation,
  heading: Heading,
  options: {
    defaultValue: string;
    initialValue?: string | undefined;
    validate: (value: string) => string | undefined;
    /** What is added to the answer when it's accepted. */
    note: (value: string) => string | undefined;
  },
): Promise<string> {
  const { defaultValue, initialValue, validate, note } = options;
  const look = lookOf(conversation);
  const prompt = new TextPrompt({
    ...conversation,
    defaultValue,
    ...(initialValue !== undefined && { initialUserInput: initialValue }),
    validate: (value) => validate(value || defaultValue),
    render() {
      const typed = this.userInput || defaultValue;
      const noted = this.state === "submit" ? note(typed) : undefined;
      return look.screen(this, heading, {
        answer: noted ? `${typed} (${noted})` : typed,
        keys: ["Enter continue"],
        body: (frame) =>
          this.userInput === ""
            ? frame.text(defaultValue, {
                lead: look.style("cyan", signs.cursor),
                look: (text) => look.style("dim", text),
              })
            : frame.text(this.userInputWithCursor),
      });
    },
  });
  const answer = await answerTo(prompt as Prompt<string>, heading, look, conversation);
  // `back` is only for questions without a text field.
  return answer === back ? defaultValue : answer;
}

/** The first line, before any question. */
export function openConversation(title: string, { output }: Pick<Conversation, "output">): void {
  const { style, say } = voiceOn(output);
  // If a terminal reports no columns, clack puts every character on its own line.
  if (!output.columns) output.columns = columnsOf(output);
  say(`${style("dim", signs.top)}  ${style("bold", title)}`);
}

/** Asks, and returns the answer, or that the user wants to go back. Throws if they quit. */
async function answerTo<Value>(
  prompt: Prompt<Value>,
  heading: Heading,
  { style, linesLeft }: Pick<ReturnType<typeof lookOf>, "style" | "linesLeft">,
  { signal, input, output }: Conversation,
): Promise<Value | typeof back> {
  let wantsBack = false;
  if (!heading.first && !(prompt instanceof TextPrompt)) {
    prompt.on("key", (character) => {
      if (character !== "b") return;
      wantsBack = true;
      prompt.state = "cancel";
    });
  }
  // Begins while the key that ends the question is handled, so no later key is lost.
  prompt.once("submit", () => keepKeys(input));
  prompt.once("cancel", () => keepKeys(input));
  const typedAhead = takeKeys(input);
  const reply = prompt.prompt();
  for (const key of typedAhead) input.emit("keypress", ...key);
  const value = await reply;
  // Until the next question, keys that are typed ahead must not be echoed into the frame.
  holdKeys(true, input);
  signal.throwIfAborted();
  // clack always ends with a line break.
  if (isCancel(value) || linesLeft() === 0) eraseLines(1, output);
  if (wantsBack) return back;
  if (isCancel(value)) {
    const lines = frameOn(output, style).last(`Cancelled. ${nothingWritten}`);
    output.write(`${lines.join("\n")}\n`);
    throw new Cancelled();
  }
  answeredLines.set(output, linesAnswered(output) + linesLeft());
  return value as Value;
}

/** Whether keys are held back for the next question, instead of being shown where the cursor is. */
function holdKeys(on: boolean, input: NodeJS.ReadStream): void {
  if (input.isTTY) input.setRawMode(on);
}

/** After the last question, what is typed is no longer for us. */
export function closeConversation({ input }: Pick<Conversation, "input">): void {
  takeKeys(input);
  holdKeys(false, input);
}

/** How many lines the answered questions have left on each screen. */
const answeredLines = new WeakMap<NodeJS.WriteStream, number>();

export function linesAnswered(output: NodeJS.WriteStream): number {
  return answeredLines.get(output) ?? 0;
}

/** Erases what was answered since there were `count` lines, so it can be asked again. */
export function eraseAnswered(count: number, output: NodeJS.WriteStream): void {
  eraseLines(linesAnswered(output) - count, output);
  answeredLines.set(output, count);
}

function eraseLines(count: number, output: NodeJS.WriteStream): void {
  if (count > 0) output.write(`\u001B[${count}A\r\u001B[J`);
}
