// @feature password
import { openBrowser } from "./browser";
import type { Server } from "./server";

interface Sent {
  to: string;
  subject: string;
  link?: string;
}

/** What was sent to an address, newest first. */
export async function emailsTo(server: Server, email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: Sent[] };
  return messages.filter(({ to }) => to === email);
}

/** The token in the newest link for an address. */
export async function readToken(server: Server, email: string) {
  const link = (await emailsTo(server, email)).find((sent) => sent.link)?.link;
  const token = link && new URL(link).searchParams.get("token");
  if (!token) throw new Error(`No link was sent to ${email}.`);
  return token;
}
