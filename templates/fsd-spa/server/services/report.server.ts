import { inspect } from "node:util";

/** Writes an error to the log, where many people may read it. */
export function report(what: string, error: unknown) {
  console.error(what, printable(error));
}

/** The log of better-auth, whose errors carry queries, too. */
export function reportFromAuth(
  level: "debug" | "info" | "warn" | "error",
  message: string,
  ...details: unknown[]
) {
  console[level]("better-auth:", withoutValues(message), ...details.map(printable));
}

function printable(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(inspect(error));
  const text = withoutValues(error.stack ?? error.message);
  return error.cause === undefined ? text : `${text}\ncaused by ${printable(error.cause)}`;
}

/** Among the values of a query that failed are session tokens and addresses. */
function withoutValues(text: string) {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, "");
}
