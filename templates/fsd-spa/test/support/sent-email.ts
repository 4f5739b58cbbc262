import type { Server } from "./server";

/** The variables with which a server's e-mail gets here: printing it needs none. */
export const emailSettings = {};

/** The newest code that was sent to an address: the server prints its e-mail. */
export function codeSentTo({ log }: Server, email: string) {
  const pattern = new RegExp(`To: ${email}\\n[^]*?\\b(\\d{6})\\b`, "g");
  return [...log.text.matchAll(pattern)].at(-1)?.[1];
}
