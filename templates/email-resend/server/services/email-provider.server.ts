import { type ErrorResponse, Resend } from "resend";
import { env } from "~/env.server";
import { ATTEMPT_LIMIT_IN_MS, type EmailProvider, mailboxOnly, RefusedEmail } from "./delivery";

export const provider = env.RESEND_API_KEY
  ? resend(env.RESEND_API_KEY)
  : mailboxOnly("RESEND_API_KEY");

function resend(apiKey: string): EmailProvider {
  const { emails } = new Resend(apiKey);

  return {
    async deliver({ id, ...email }) {
      const { error } = await emails.send(email, {
        // With the same key it is the same email: trying again never sends it twice.
        idempotencyKey: id,
        signal: AbortSignal.timeout(ATTEMPT_LIMIT_IN_MS),
      });
      if (!error) return;
      const reason = `${error.statusCode ?? "no response"} ${error.name}: ${error.message}`;
      throw isRefusal(error) ? new RefusedEmail(reason) : new Error(reason);
    },
  };
}

/** Whether Resend would refuse it again. It also calls a used-up quota "too many requests". */
function isRefusal({ statusCode, name }: ErrorResponse) {
  if (name.endsWith("_quota_exceeded")) return true;
  if (statusCode === null || statusCode === 429 || statusCode >= 500) return false;
  return name !== "concurrent_idempotent_requests";
}
