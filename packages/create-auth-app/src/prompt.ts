import { type CANCEL_SYMBOL, cancel, isCancel } from "@clack/prompts";

import { Cancelled } from "./errors.ts";
import { nothingWritten } from "./messages.ts";

type Cancel = typeof CANCEL_SYMBOL;

/** The reply of somebody who wants the question before this one. */
export const back = Symbol("back");

/** The value of a question, unless the user left at it. */
export function settled<Value>(value: Value | Cancel, signal: AbortSignal): Value {
  signal.throwIfAborted();
  if (!isCancel(value)) return value;
  cancel(nothingWritten);
  throw new Cancelled();
}

/** Puts a question that has no text field, in which `b` goes back. */
export async function reply<Value>(
  signal: AbortSignal,
  put: () => Promise<Value | Cancel>,
): Promise<Value | typeof back> {
  let wanted = false;
  const onKey = (character: string | undefined) => {
    if (character !== "b") return;
    wanted = true;
    // clack closes a question on Escape only; the flag says what was meant by it.
    setImmediate(() => process.stdin.emit("keypress", undefined, { name: "escape" }));
  };
  process.stdin.on("keypress", onKey);
  try {
    const value = await put();
    return wanted && isCancel(value) ? back : settled(value, signal);
  } finally {
    process.stdin.off("keypress", onKey);
  }
}
