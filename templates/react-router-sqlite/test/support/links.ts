// @feature password
import { openBrowser } from "./browser";
import { textSentTo } from "./sent-email";
import type { Server } from "./server";
import { until } from "./until";

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

const seen = new Set<string>();

/** The token in the next link for an address, which may come a moment after the response. */
export async function readToken(server: Server, email: string) {
  const token = await until(async () => {
    const newest = tokenIn(await newestText(server, email));
    return newest && !seen.has(newest) ? newest : undefined;
  });
  seen.add(token);
  return token;
}

/** From the mailbox in development, else from what was sent. */
async function newestText(server: Server, email: string) {
  if (server.isProduction) return textSentTo(server, email);
  return (await emailsTo(server, email)).find((sent) => sent.link)?.link;
}

function tokenIn(text = "") {
  return /\btoken=([\w.-]+)/.exec(text)?.[1];
}
