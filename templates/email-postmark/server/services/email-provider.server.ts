import { Errors, ServerClient } from "postmark";
import { env } from "~/env.server";
import { ATTEMPT_LIMIT_IN_MS, type EmailProvider, mailboxOnly, RefusedEmail } from "./delivery";

export const provider = env.POSTMARK_SERVER_TOKEN
  ? postmark(env.POSTMARK_SERVER_TOKEN)
  : mailboxOnly("POSTMARK_SERVER_TOKEN");

function postmark(serverToken: string): EmailProvider {
  const client = new ServerClient(serverToken, { timeout: ATTEMPT_LIMIT_IN_MS / 1000 });

  return {
    async deliver({ from, to, subject, text, html }) {
      try {
        await client.sendEmail({
          From: from,
          To: to,
          Subject: subject,
          TextBody: text,
          HtmlBody: html,
          // The stream for mail that one person waits for. Newsletters have another one.
          MessageStream: "outbound",
        });
      } catch (error) {
        throw isRefusal(error) ? new RefusedEmail(reasonOf(error)) : error;
      }
    },
  };
}

/** Whether Postmark would refuse it again: not after a failed connection, a 429, or a 5xx. */
function isRefusal(error: unknown): error is Errors.PostmarkError {
  if (!(error instanceof Errors.PostmarkError)) return false;
  const { statusCode } = error;
  return statusCode >= 400 && statusCode < 500 && statusCode !== 429;
}

function reasonOf({ statusCode, code, message }: Errors.PostmarkError) {
  return `${statusCode} (error code ${code}): ${message}`;
}
