import type { Server } from "./server";

/** The variables with which a server's email gets here: printing it needs none. */
export const emailSettings = {};

/** The newest email that was sent to an address: the server prints them. */
export function textSentTo({ log }: Server, email: string) {
  const [, ...printed] = log.text.split(`To: ${email}\n`);
  return printed.at(-1)?.split("From: ")[0] ?? "";
}
