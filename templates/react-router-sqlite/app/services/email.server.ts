import { isLoopback } from "~/env/loopback";
import { env, isProduction } from "~/env.server";
import type { Message } from "./emails/message";
import { keepInMailbox } from "./mailbox.server";

if (isProduction && !isLoopback(new URL(env.BETTER_AUTH_URL ?? "").hostname)) {
  throw new Error(
    "This app prints its e-mail instead of sending it. In production that would put sign-in codes " +
      "into the log and nobody could sign in. Send e-mail for real in app/services/email.server.ts.",
  );
}

/** Prints the message. Replace the body with your provider's call; the rest of the app stays. */
export async function sendEmail(message: Message) {
  if (!isProduction) keepInMailbox(message);
  const lines = [
    `From: ${env.EMAIL_FROM}`,
    `To: ${message.to}`,
    `Subject: ${message.subject}`,
    "",
    message.text,
  ];
  console.log(lines.join("\n").replace(/^/gm, "  │ "));
}
