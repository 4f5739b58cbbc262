import { type CANCEL_SYMBOL, cancel, isCancel } from "@clack/prompts";

import { Cancelled } from "../errors.ts";
import { nothingWritten } from "../output/messages.ts";

/** Where questions are put and answered, and what ends them from outside. */
export interface Conversation {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
}

type Cancel = typeof CANCEL_SYMBOL;

/** The reply of someone who wants to go back to the previous question. */
export const back = Symbol("back");

/** The value of a question, unless the user left at it. */
export function settled<Value>(value: Value | Cancel, { signal, output }: Conversation): Value {
  signal.throwIfAborted();
  if (!isCancel(value)) return value;
  cancel(nothingWritten, { output });
  throw new Cancelled();
}

/** Puts a question that has no text field, in which `b` goes back. */
export async function reply<Value>(
  conversation: Conversation,
  put: () => Promise<Value | Cancel>,
): Promise<Value | typeof back> {
  const { input } = conversation;
  let wanted = false;
  const onKey = (character: string | undefined) => {
    if (character !== "b") return;
    wanted = true;
    // clack closes a question on Escape only; the flag says what was meant by it.
    setImmediate(() => input.emit("keypress", undefined, { name: "escape" }));
  };
  input.on("keypress", onKey);
  try {
    const value = await put();
    return wanted && isCancel(value) ? back : settled(value, conversation);
  } finally {
    input.off("keypress", onKey);
  }
}
