import { playResend } from "./resend-api";
import type { Server } from "./server";

const api = await playResend();

/** The variables with which a server's e-mail gets here. */
export const emailSettings = api.settings;

/** The newest code that has arrived for an address. */
export function codeSentTo(_server: Server, email: string) {
  const text = api.received.findLast(({ to }) => to === email)?.text ?? "";
  return /^\d{6}$/m.exec(text)?.[0];
}
