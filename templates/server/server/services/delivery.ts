import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Message } from "./email.server";
import { logLine } from "./report.server";

/** A message to send, with everything that a provider needs and nothing that it must not see. */
export interface Email {
  /** The same in every attempt, so a provider can recognize an email that it already has. */
  id: string;
  /** `Name <address>`, quoted as email requires. */
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface EmailProvider {
  /**
   * Delivers the email within ATTEMPT_LIMIT_IN_MS.
   *
   * @throws RefusedEmail if retrying won't help, and any other error if it may
   */
  deliver(email: Email): Promise<void>;
}

/** The provider won't accept this email, now or later. */
export class RefusedEmail extends Error {}

/** How long one attempt may take. */
export const ATTEMPT_LIMIT_IN_MS = 10_000;

/** The pauses between attempts. Someone is waiting: late is better than never, but not an hour. */
const PAUSES_IN_MS = [1_000, 4_000];
const LONGEST_REASON = 300;

/** Tries until the provider has accepted the email or definitely won't. Never throws. */
export async function deliver(provider: EmailProvider, email: Email, message: Message) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await provider.deliver(email);
    } catch (error) {
      const wait = PAUSES_IN_MS[attempt - 1];
      if (error instanceof RefusedEmail || wait === undefined) {
        return report(error, attempt, message);
      }
      await pause(wait);
    }
  }
}

/** The person can request another email, so only the operator is told. */
function report(error: unknown, attempts: number, message: Message) {
  const what = `"${message.subject}" to someone at ${message.to.split("@").at(-1)}`;
  const tried = attempts === 1 ? "at the first attempt" : `after ${attempts} attempts`;
  const reason = reasonOf(error, message);
  console.error(logLine(`Email not sent, gave up ${tried}: ${what}: ${reason}`));
}

/** Why sending failed, for the log. Servers quote what they refuse: secrets and people are removed. */
export function reasonOf(error: unknown, { code, link, to }: Message) {
  let reason = withCause(error);
  for (const secret of [code, link, to]) {
    if (secret) reason = reason.replaceAll(secret, "[removed]");
  }
  if (link) reason = withoutToken(reason, link);
  // One line: a server's reply must not be able to add lines to the log.
  return reason.replace(/[\p{Cc}\s]+/gu, " ").slice(0, LONGEST_REASON);
}

/** Even if it is in pieces: email breaks long lines and marks each break with a sign. */
function withoutToken(reason: string, link: string) {
  const token = new URL(link).searchParams.get("token") ?? link;
  return reason.replace(/=\r?\n/g, "").replaceAll(token, "[removed]");
}

/** `fetch failed` alone doesn't help; its cause says why. */
function withCause(error: unknown) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Refuses anything that could smuggle another header or recipient into a message. */
export function checkHeaders({ to, subject }: Message) {
  if (!z.email().safeParse(to).success) {
    throw new Error("An email was refused: it must have exactly one plain recipient.");
  }
  // Line breaks end a header, and no other control character belongs in one either.
  if (/[\p{Cc}\u2028\u2029]/u.test(subject)) {
    throw new Error("An email was refused: its subject contains a control character.");
  }
}
// @feature mail-service

// On globalThis, so that reloading modules during development doesn't repeat it.
const said = globalThis as typeof globalThis & { mailboxOnlySaid?: boolean };

/** Sends nothing: development works without the credentials that `variable` would hold. */
export function mailboxOnly(variable: string): EmailProvider {
  return {
    async deliver() {
      if (said.mailboxOnlySaid) return;
      said.mailboxOnlySaid = true;
      console.log(`${variable} isn't set, so emails are shown at /dev/mailbox and not sent.`);
    },
  };
}
// @end
