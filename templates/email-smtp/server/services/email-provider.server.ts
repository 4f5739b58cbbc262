import { createTransport, type NodemailerError } from "nodemailer";
import { isLoopback } from "~/env/addresses";
import { env } from "~/env.server";
import { ATTEMPT_LIMIT_IN_MS, type EmailProvider, mailboxOnly, RefusedEmail } from "./delivery";

export const provider = env.SMTP_URL ? smtp(env.SMTP_URL) : mailboxOnly("SMTP_URL");

/** Any option of nodemailer's can be set in the address: `smtps://…:465?socketTimeout=5000`. */
function smtp(url: string): EmailProvider {
  const transport = createTransport({
    url,
    // Connections stay open for the next email, because a greeting with TLS takes its time.
    pool: true,
    // It mustn't retry by itself: a server that hangs up may already have accepted the email.
    maxRequeues: 0,
    // Passwords and codes go over the network encrypted or not at all.
    requireTLS: !isLoopback(new URL(url).hostname),
    connectionTimeout: ATTEMPT_LIMIT_IN_MS,
    greetingTimeout: ATTEMPT_LIMIT_IN_MS,
    socketTimeout: ATTEMPT_LIMIT_IN_MS,
  });

  return {
    async deliver({ id, ...email }) {
      const domain = email.from.replace(/^.*@|>$/g, "");
      try {
        await transport.sendMail({
          ...email,
          messageId: `<${id}@${domain}>`,
          signal: AbortSignal.timeout(ATTEMPT_LIMIT_IN_MS),
        });
      } catch (error) {
        throw isRefusal(error as NodemailerError)
          ? new RefusedEmail((error as Error).message)
          : error;
      }
    },
  };
}

/** Whether the server would refuse it again. 503 only means that a connection was out of step. */
function isRefusal({ responseCode = 0 }: NodemailerError) {
  return responseCode >= 500 && responseCode !== 503;
}
