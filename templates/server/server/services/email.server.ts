import { randomUUID } from "node:crypto";
import { env, isProduction } from "~/env.server";
import { checkHeaders, deliver } from "./delivery";
import { provider } from "./email-provider.server";
import { floodNotice, mayReceive } from "./hardening/email-budget.server";
import { report } from "./report.server";

export interface Message {
  /** Emails are limited for each address and kind. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** What a person needs of this message, for the mailbox at /dev/mailbox. Never sent. */
  code?: string;
  link?: string;
}

/**
 * Sends the message after the response, so a slow or broken provider goes unnoticed, both by the
 * person who waits and by someone who tries out which addresses have an account.
 */
export function sendEmail(message: Message) {
  checkHeaders(message);
  runInBackground(sendWithinBudget(message));
}

async function sendWithinBudget(message: Message) {
  const { isLeft, isStrangersEnd } = await mayReceive(message);
  if (isLeft) return send(message);
  const notice = isStrangersEnd ? await floodNotice(message.to) : undefined;
  if (notice) await send(notice);
}

/** Hands a message over to the provider. While you develop, it's also in the mailbox. */
async function send(message: Message) {
  if (!isProduction) keepInMailbox(message);
  const { to, subject, text, html } = message;
  const email = { id: randomUUID(), from: env.EMAIL_FROM, to, subject, text, html };
  await deliver(provider, email, message);
}

const running = new Set<Promise<unknown>>();

/** Sends email after the response, so that its time doesn't tell which addresses have an account. */
export function runInBackground(task: Promise<unknown>) {
  const watched = task
    .catch((error: unknown) => report("A background task failed:", error))
    .finally(() => running.delete(watched));
  running.add(watched);
}

/** Waits for unfinished tasks, for example before the process ends. */
export async function finishBackground() {
  while (running.size > 0) await Promise.all(running);
}

/** How many tasks are unfinished. */
export function countBackground() {
  return running.size;
}

export interface MailboxEntry extends Message {
  id: string;
  sentAt: string;
}

const CAPACITY = 100;

// On globalThis, so that messages survive the reloading of modules during development.
const holder = globalThis as typeof globalThis & { mailbox?: MailboxEntry[] };
holder.mailbox ??= [];

/** What was sent during development, newest first, as long as the process runs. */
export const mailbox: readonly MailboxEntry[] = holder.mailbox;

export function clearMailbox() {
  holder.mailbox?.splice(0);
}

function keepInMailbox(message: Message) {
  holder.mailbox?.unshift({ id: randomUUID(), sentAt: new Date().toISOString(), ...message });
  holder.mailbox?.splice(CAPACITY);
}
