import { randomUUID } from "node:crypto";
import { env, isProduction } from "~/env.server";
import { provider } from "~/services/email-provider.server";
import type { Message } from "~/services/emails/message";
import { keepInMailbox } from "~/services/mailbox.server";
import { deliver } from "./deliver.server";

/** Hands a message over to the provider. While you develop, it's also in the mailbox. */
export async function send(message: Message) {
  if (!isProduction) keepInMailbox(message);
  const { to, subject, text, html } = message;
  const email = { id: randomUUID(), from: env.EMAIL_FROM, to, subject, text, html };
  await deliver(provider, email, message);
}
