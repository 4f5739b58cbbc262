import { setTimeout as pause } from "node:timers/promises";
import type { Message } from "~/services/emails/message";
import { logLine } from "~/services/log-line";
import { type Email, type EmailProvider, RefusedEmail } from "./provider";
import { reasonOf } from "./reason-of";

/** The pauses between the attempts. A code is waited for: better late than never, but not an hour. */
const PAUSES_IN_MS = [1_000, 4_000];

/** Tries until the provider has the e-mail or it is certain that it will not. Never throws. */
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

/** The person can ask again, so the operator is the one to tell. */
function report(error: unknown, attempts: number, message: Message) {
  const what = `"${message.subject}" to someone at ${message.to.split("@").at(-1)}`;
  const tried = attempts === 1 ? "at the first attempt" : `after ${attempts} attempts`;
  const reason = reasonOf(error, message);
  console.error(logLine(`E-mail not sent, given up ${tried}: ${what}: ${reason}`));
}
