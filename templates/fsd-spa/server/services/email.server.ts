import { randomUUID } from "node:crypto";
import { env, isProduction } from "~/env.server";
import { checkHeaders } from "./delivery/check-headers";
import { deliver } from "./delivery/deliver.server";
import { provider } from "./email-provider.server";
import type { Message } from "./emails/message";
import { runInBackground } from "./hardening/background.server";
import { keepInMailbox } from "./mailbox.server";

/**
 * Sends the message after the answer, so that neither a slow provider nor a broken one shows: not
 * to the person who waits, and not to someone who tries out which addresses have an account.
 */
export function sendEmail(message: Message) {
  checkHeaders(message);
  if (!isProduction) keepInMailbox(message);
  const { to, subject, text, html } = message;
  const email = { id: randomUUID(), from: env.EMAIL_FROM, to, subject, text, html };
  runInBackground(deliver(provider, email, message));
}
