import { randomBytes } from "node:crypto";
import { runWithTransaction } from "@better-auth/core/context";
import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { user, verification } from "~/db/schema";
import { emailLink } from "~/services/addresses.server";
import { type Guessable, restoreGuesses, spendGuess } from "~/services/hardening/guesses.server";
import { findStored } from "~/services/hardening/stored.server";
import { LONGEST_EMAIL } from "~/services/rules";
import { sendAccountExists, sendConfirmEmail } from "./emails";
import {
  CONFIRM_EMAIL,
  LINK_LIFETIME_IN_MINUTES,
  LONGEST_PASSWORD,
  REGISTER,
  REGISTER_AGAIN,
} from "./rules";

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
    const registration = { email, passwordHash: await ctx.context.password.hash(password) };
    const token = await keep(ctx, linkOf, registration);
    const { name, attributes } = cookie(ctx);
    ctx.setCookie(name, await keep(ctx, browserOf, registration), attributes);
    await ctx.context.runInBackgroundOrAwait(writeTo(ctx, email, token));
    return ctx.json({ status: true });
  },
);

/**
 * Sends another link for the registration of this browser, so that no one has to type the password
 * again for it. The links that were sent before keep working.
 */
export const registerAgain = createAuthEndpoint(
  REGISTER_AGAIN,
  { method: "POST", body: z.object({}) },
  async (ctx) => {
    const registration = await find(browserOf(ctx.getCookie(cookie(ctx).name) ?? ""));
    if (!registration) {
      throw new APIError("BAD_REQUEST", {
        code: "NOT_REGISTERED",
        message: "This browser has not registered an address",
      });
    }
    const token = await keep(ctx, linkOf, registration);
    await ctx.context.runInBackgroundOrAwait(writeTo(ctx, registration.email, token));
    return ctx.json({ status: true });
  },
);

function cookie({ context }: GenericEndpointContext) {
  return context.createAuthCookie("registration", { maxAge: LINK_LIFETIME_IN_MINUTES * 60 });
}

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
    const registration = await find(linkOf(token));
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
    // Of several requests at once, only one uses the link up.
    if (!(await internalAdapter.consumeVerificationValue(linkOf(token)))) throw badLink();
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

/** Whether a link still works, for its page to say so before anyone types the password. */
export async function isConfirmLinkAlive(token: string) {
  const registration = await find(linkOf(token));
  if (!registration) return false;
  return (await db.$count(user, eq(user.email, registration.email))) === 0;
}

/** What will become an account. Each one has links of its own, which go with its own password. */
const pendingRegistration = z.object({ email: z.string(), passwordHash: z.string() });

type Registration = z.infer<typeof pendingRegistration>;

/** What a registration is kept under, for the link in the email and for the browser it came from. */
const linkOf = (token: string) => `registration-${token}`;
const browserOf = (id: string) => `registration-of-browser-${id}`;

/** Keeps a registration while its link works, under a secret of which only a hash is stored. */
async function keep(
  { context }: GenericEndpointContext,
  nameOf: (secret: string) => string,
  registration: Registration,
) {
  const secret = randomBytes(24).toString("base64url");
  await context.internalAdapter.createVerificationValue({
    identifier: nameOf(secret),
    value: JSON.stringify(registration),
    expiresAt: new Date(Date.now() + LINK_LIFETIME_IN_MINUTES * 60 * 1000),
  });
  return secret;
}

/** For someone whose account is deleted: registering an address that has one is also kept for a while. */
export async function forgetRegistrations(email: string) {
  const beginning = `{"email":${JSON.stringify(email)},`;
  const isTheirs = sql`substr(${verification.value}, 1, ${beginning.length}) = ${beginning}`;
  await db.delete(verification).where(isTheirs);
}

async function find(identifier: string) {
  const found = await findStored(identifier);
  return found && pendingRegistration.parse(JSON.parse(found.value));
}
