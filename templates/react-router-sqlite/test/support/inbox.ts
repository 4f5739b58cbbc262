// @feature email-code
import { textSentTo } from "./sent-email";
import type { Server } from "./server";

/** The newest code for an address: from the mailbox in development, else from what was sent. */
export async function readCode(server: Server, email: string) {
  const mailbox = await fetch(`${server.address}/dev/mailbox.json`);
  if (mailbox.ok) {
    const { messages } = (await mailbox.json()) as { messages: { to: string; code?: string }[] };
    const code = messages.find(({ to }) => to === email)?.code;
    if (code) return code;
    throw new Error(`No code for ${email} is in the mailbox.`);
  }
  for (let tries = 0; tries < 200; tries++) {
    const code = /^\W*(\d{6})\W*$/m.exec(textSentTo(server, email))?.[1];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`No code was sent to ${email}.`);
}
