// @feature password
import { openBrowser } from "./browser";
import { textSentTo } from "./sent-email";
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

/** The token in the newest link for an address: from the mailbox, else from what was sent. */
export async function readToken(server: Server, email: string) {
  if (!server.isProduction) {
    const link = (await emailsTo(server, email)).find((sent) => sent.link)?.link;
    return tokenIn(link) ?? noLink(email);
  }
  for (let tries = 0; tries < 200; tries++) {
    const token = tokenIn(textSentTo(server, email));
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return noLink(email);
}

function tokenIn(text = "") {
  return /\btoken=([\w.-]+)/.exec(text)?.[1];
}

function noLink(email: string): never {
  throw new Error(`No link was sent to ${email}.`);
}
