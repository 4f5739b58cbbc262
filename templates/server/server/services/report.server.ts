import { inspect } from "node:util";
import { isAPIError } from "better-auth/api";

const LONGEST_LINE = 4000;
const LONGEST_MESSAGE = 1000;
const LONGEST_NOTE = 500;

// Log collectors treat each line as a separate event.
const betweenPlaces = process.env.NODE_ENV === "production" ? " " : "\n    ";

/** Writes an error to the log, which many people may read. */
export function report(what: string, error: unknown) {
  console.error(`${what} ${printable(error)}`);
}

/** Writes one line about something that isn't an error of the app. */
export function note(what: string) {
  console.warn(logLine(what, LONGEST_NOTE));
}

/** The log of better-auth, whose errors also contain queries. */
export function reportFromAuth(
  level: "debug" | "info" | "warn" | "error",
  message: string,
  ...details: unknown[]
) {
  const text = [logLine(withoutValues(message)), ...details.map(printable)].join(" ");
  console[level](`better-auth: ${text}`);
}

/**
 * Passes an error on to the app, which reports it. better-auth would write it to the log unchanged,
 * with the values of a failed query.
 *
 * @throws the error itself, unless it is one of better-auth's intended responses
 */
export function passOn(error: unknown) {
  if (!isAPIError(error)) throw error;
  if (error.statusCode >= 500) report("better-auth failed:", error);
}

function printable(error: unknown): string {
  if (!(error instanceof Error)) {
    const text = typeof error === "string" ? error : inspect(error, { breakLength: Infinity });
    return logLine(withoutValues(text));
  }
  const message = logLine(withoutValues(error.message), LONGEST_MESSAGE);
  const text = [`${error.name}: ${message}`, ...placesIn(error)].join(betweenPlaces);
  return error.cause === undefined ? text : `${text} caused by ${printable(error.cause)}`;
}

/** The lines of a stack that say where it happened, without the message before them. */
function placesIn({ stack = "", message }: Error) {
  const rest = stack.slice(stack.indexOf(message) + message.length).split("\n");
  return rest.map((line) => line.trim()).filter((line) => line.startsWith("at "));
}

/** The values of a failed query can be session tokens and addresses. */
function withoutValues(text: string) {
  return text.replace(/\nparams: [\s\S]*$/, "");
}

/**
 * Text that is safe to log: one line of readable length, with control characters spelled out. What a
 * stranger has sent can neither add lines to the log nor control the terminal of its reader.
 */
export function logLine(text: string, longest = LONGEST_LINE) {
  const rest = text.length - longest;
  const line = text.slice(0, longest).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, spelledOut);
  return rest > 0 ? `${line}… (${rest} more characters)` : line;
}

function spelledOut(character: string) {
  if (character === "\n") return "\\n";
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
