// @feature password
import type { GenericEndpointContext } from "@better-auth/core";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { z } from "zod";
import { LONGEST_EMAIL } from "~/email-length";
import { emailLink } from "~/services/email-link.server";
import { sendAccountExists } from "~/services/emails/account-exists.server";
import { sendConfirmEmail } from "~/services/emails/confirm-email.server";
import { REGISTER } from "./password-endpoints";
import { addRegistration } from "./pending-registrations.server";

const wanted = z.object({
  email: z.string().toLowerCase().max(LONGEST_EMAIL).pipe(z.email()),
  password: z.string(),
});

/**
 * Registers an address with a password. Nothing becomes an account before the owner of the address
 * confirms it, so a stranger who registers it leaves nothing behind. And nothing here depends on
 * whether the address has an account: that is looked up after the response, and said by email.
 */
export function register() {
  return {
    id: "register",
    endpoints: {
      register: createAuthEndpoint(REGISTER, { method: "POST", body: wanted }, async (ctx) => {
        const { email, password } = ctx.body;
        const passwordHash = await ctx.context.password.hash(password);
        const token = await addRegistration(ctx, { email, passwordHash });
        await ctx.context.runInBackgroundOrAwait(writeTo(ctx, email, token));
        return ctx.json({ status: true });
      }),
    },
  } satisfies BetterAuthPlugin;
}

async function writeTo(ctx: GenericEndpointContext, email: string, token: string) {
  const { baseURL, internalAdapter } = ctx.context;
  const existing = await internalAdapter.findUserByEmail(email);
  if (existing) return sendAccountExists(email, emailLink("/login", baseURL));
  return sendConfirmEmail(email, emailLink("/confirm-email", baseURL, token));
}
