// @feature smtp|resend|postmark
import type { EmailProvider } from "./provider";

// On globalThis, so that reloading modules in development does not say it again.
const said = globalThis as typeof globalThis & { mailboxOnlySaid?: boolean };

/** Sends nothing: development works without the credentials that `variable` would hold. */
export function mailboxOnly(variable: string): EmailProvider {
  return {
    async deliver() {
      if (said.mailboxOnlySaid) return;
      said.mailboxOnlySaid = true;
      console.log(`${variable} is not set: e-mail is shown at /dev/mailbox and not sent.`);
    },
  };
}
