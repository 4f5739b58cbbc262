import { randomBytes } from "node:crypto";
import { runWithTransaction } from "@better-auth/core/context";
import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { emailLink } from "~/services/addresses.server";
import { type Guessable, restoreGuesses, spendGuess } from "~/services/hardening/guesses.server";
import { LONGEST_EMAIL } from "~/services/rules";
import { sendAccountExists, sendConfirmEmail } from "./emails";
import { CONFIRM_EMAIL, LINK_LIFETIME_IN_MINUTES, LONGEST_PASSWORD, REGISTER } from "./rules";

const wanted = z.object({
  email: z.string().toLowerCase().max(LONGEST_EMAIL).pipe(z.email()),
  password: z.string(),
});

/**
 * Registers an address with a password. Nothing becomes an account before the owner of the address
 * confirms it, so a stranger who registers it leaves nothing behind. And nothing here depends on
 * whether the address has an account: that is looked up after the response, and said by email.
 */
export const register = createAuthEndpoint(
  REGISTER,
  { method: "POST", body: wanted },
  async (ctx) => {
    const { email, password } = ctx.body;
    const passwordHash = await ctx.context.password.hash(password);
    const token = await addRegistration(ctx, { email, passwordHash });
    await ctx.context.runInBackgroundOrAwait(writeTo(ctx, email, token));
    return ctx.json({ status: true });
  },
);

async function writeTo(ctx: GenericEndpointContext, email: string, token: string) {
  const { baseURL, internalAdapter } = ctx.context;
  const existing = await internalAdapter.findUserByEmail(email);
  if (existing) return sendAccountExists(email, emailLink("/login", baseURL));
  return sendConfirmEmail(email, emailLink("/confirm-email", baseURL, token));
}

const link = z.object({ token: z.string(), password: z.string().max(2 * LONGEST_PASSWORD) });

/**
 * Turns a registration into an account, by its link and its password together, and signs in. The
 * link alone would not do: anyone can register someone else's address with a password of their own,
 * and the owner of the address would open the account for them by following the link.
 */
export const confirmEmail = createAuthEndpoint(
  CONFIRM_EMAIL,
  { method: "POST", body: link },
  async (ctx) => {
    const { internalAdapter, password } = ctx.context;
    const { token } = ctx.body;
    const registration = await findRegistration(ctx, token);
    if (!registration) throw badLink();
    const { email, passwordHash } = registration;
    // Of several registrations of an address, the first to be confirmed becomes the account.
    if (await internalAdapter.findUserByEmail(email)) throw badLink();

    await spendGuess(guessAt(email, token), ctx);
    if (!(await password.verify({ hash: passwordHash, password: ctx.body.password }))) {
      throw new APIError("UNAUTHORIZED", {
        code: "NOT_THE_LINKS_PASSWORD",
        message: "The link was not sent for this password",
      });
    }
    await restoreGuesses(guessAt(email, token), ctx);
    if (!(await useUpRegistration(ctx, token))) throw badLink();
    const user = await createAccount(ctx, email, passwordHash);
    const session = await internalAdapter.createSession(user.id);
    await setSessionCookie(ctx, { session, user });
    return ctx.json({ user: { email: user.email, name: user.name } });
  },
);

/** With an email of its own for each attempt, another registration may have been confirmed meanwhile. */
async function createAccount({ context }: GenericEndpointContext, email: string, hash: string) {
  const { adapter, internalAdapter } = context;
  try {
    return await runWithTransaction(adapter, async () => {
      const user = await internalAdapter.createUser(
        { email, name: "", emailVerified: true },
        { method: "email-password" },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: "credential",
        password: hash,
      });
      return user;
    });
  } catch (error) {
    if (await internalAdapter.findUserByEmail(email)) throw badLink();
    throw error;
  }
}

function guessAt(email: string, token: string): Guessable {
  return { kind: "registration", what: "password", email, which: token };
}

function badLink() {
  return new APIError("BAD_REQUEST", {
    code: "INVALID_TOKEN",
    message: "The link is no longer valid",
  });
}

/** What will become an account. Each one has a link of its own, which goes with its own password. */
const pendingRegistration = z.object({ email: z.string(), passwordHash: z.string() });

type Registration = z.infer<typeof pendingRegistration>;

/** Keeps a registration until its link is used. Returns the link's token, of which only a hash is stored. */
async function addRegistration(ctx: GenericEndpointContext, values: Registration) {
  const token = randomBytes(24).toString("base64url");
  await ctx.context.internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: JSON.stringify(values),
    expiresAt: new Date(Date.now() + LINK_LIFETIME_IN_MINUTES * 60 * 1000),
  });
  return token;
}

/** The registration that a link belongs to, or null if it no longer exists. */
async function findRegistration(ctx: GenericEndpointContext, token: string) {
  const found = await ctx.context.internalAdapter.findVerificationValue(identifierOf(token));
  if (!found || found.expiresAt < new Date()) return null;
  return pendingRegistration.parse(JSON.parse(found.value));
}

/** Uses a link up. Of several requests at once, only one gets `true`. */
async function useUpRegistration(ctx: GenericEndpointContext, token: string) {
  return Boolean(await ctx.context.internalAdapter.consumeVerificationValue(identifierOf(token)));
}

function identifierOf(token: string) {
  return `registration-${token}`;
}
