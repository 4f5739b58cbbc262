// @feature email-code
import { CODE_LENGTH } from "~/code-rules";
import { textSentTo } from "./sent-email";
import type { Server } from "./server";
import { until } from "./until";

/** A code that stands alone on its line. */
export const codeAlone = new RegExp(`^\\W*(\\d{${CODE_LENGTH}})\\W*$`, "m");

/** The newest code for an address: from the mailbox in development, else from what was sent. */
export async function readCode(server: Server, email: string) {
  const mailbox = await fetch(`${server.address}/dev/mailbox.json`);
  if (mailbox.ok) {
    const { messages } = (await mailbox.json()) as { messages: { to: string; code?: string }[] };
    const code = messages.find(({ to }) => to === email)?.code;
    if (code) return code;
    throw new Error(`No code for ${email} is in the mailbox.`);
  }
  // It may come a moment after the response.
  return until(() => codeAlone.exec(textSentTo(server, email))?.[1]);
}
