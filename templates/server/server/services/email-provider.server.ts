import { isLoopback } from "~/env/addresses";
import { env, isProduction } from "~/env.server";
import type { EmailProvider } from "./delivery";

if (isProduction && !isLoopback(new URL(env.BETTER_AUTH_URL ?? "").hostname)) {
  throw new Error(
    "This app prints its email instead of sending it. In production, sign-in codes and links " +
      "would end up in the log, and no one could sign in. Add code that sends email to " +
      "services/email-provider.server.ts.",
  );
}

/** Prints the email. Replace the body with your provider's call; nothing else has to change. */
export const provider: EmailProvider = {
  async deliver({ from, to, subject, text }) {
    const lines = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, "", text];
    console.log(lines.join("\n").replace(/^/gm, "  │ "));
  },
};
