import { playPostmark } from "./postmark-api";
import type { Server } from "./server";

const api = await playPostmark();

/** The variables with which a server's e-mail gets here. */
export const emailSettings = api.settings;

/** The newest e-mail that has arrived for an address. */
export function textSentTo(_server: Server, email: string) {
  return api.received.findLast(({ to }) => to === email)?.text ?? "";
}
