import { randomUUID } from "node:crypto";
import type { Message } from "./emails/message";

export interface MailboxEntry extends Message {
  id: string;
  sentAt: string;
}

const CAPACITY = 100;

// On globalThis, so that the messages outlive the reloading of modules in development.
const holder = globalThis as typeof globalThis & { mailbox?: MailboxEntry[] };
holder.mailbox ??= [];

/** What was sent in development, newest first, as long as the process runs. */
export const mailbox: readonly MailboxEntry[] = holder.mailbox;

export function keepInMailbox(message: Message) {
  holder.mailbox?.unshift({ id: randomUUID(), sentAt: new Date().toISOString(), ...message });
  holder.mailbox?.splice(CAPACITY);
}
