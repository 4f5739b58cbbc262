import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { passkey } from "~/db/schema";
import { accountChanged } from "~/services/hardening/stored.server";
import { assertion, verifyAssertion } from "./ceremonies.server";
import { newChallenge } from "./challenges.server";
import { endRecovery } from "./recovery.server"; // @feature code-recovery
import { BEGIN_PASSKEY_SIGN_IN, SIGN_IN_WITH_PASSKEY } from "./rules";

/** Names no account: the browser shows the passkeys that it has for this site, if any. */
const beginSignIn = createAuthEndpoint(
  BEGIN_PASSKEY_SIGN_IN,
  { method: "POST", body: z.object({}).optional() },
  async (ctx) =>
    ctx.json({
      ...(await newChallenge(ctx, "sign-in")),
      userVerification: "required" as const,
    }),
);

const signIn = createAuthEndpoint(
  SIGN_IN_WITH_PASSKEY,
  { method: "POST", body: z.object({ response: assertion }) },
  async (ctx) => {
    const { internalAdapter } = ctx.context;
    const { id, userId } = await verifyAssertion(ctx, ctx.body.response, "sign-in");
    const user = await internalAdapter.findUserById(userId);
    if (!user) throw accountChanged();
    await endRecovery(userId); // @feature code-recovery
    const session = await internalAdapter.createSession(userId);
    // Removing a passkey ends sessions. One that began meanwhile must not outlive it.
    if ((await db.$count(passkey, eq(passkey.id, id))) === 0) {
      await internalAdapter.deleteSession(session.token);
      throw accountChanged();
    }
    await setSessionCookie(ctx, { session, user });
    return ctx.json({ user: { email: user.email, name: user.name } });
  },
);

export const signInEndpoints = { beginPasskeySignIn: beginSignIn, signInWithPasskey: signIn };
