import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, sessionMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { appName } from "~/brand";
import { db } from "~/db";
import { passkey as passkeys, session as sessions } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { before, type Feature, inOrder } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import { accountChanged } from "~/services/hardening/stored.server";
import { isAllowedName } from "~/services/rules";
import { waysIn } from "~/services/ways-in.server";
import {
  algorithms,
  assertion,
  attestation,
  type Passkey,
  verifyAssertion,
  verifyAttestation,
} from "./ceremonies.server";
import { newChallenge } from "./challenges.server";
import { sendPasskeyNotice } from "./emails";
import { nameOfNewPasskey } from "./names";
import { isOwn, passkeysOf } from "./passkeys.server";
import { endRecovery, recovery } from "./recovery.server"; // @feature code-recovery
import {
  ADD_PASSKEY,
  BEGIN_ADDING_PASSKEY,
  BEGIN_PASSKEY_CONFIRMATION,
  BEGIN_PASSKEY_SIGN_IN,
  CHALLENGE_LIFETIME_IN_MINUTES,
  MOST_PASSKEYS,
  passkeyEndpoints,
  passkeyLimits,
  REMOVE_PASSKEY,
  RENAME_PASSKEY,
  SIGN_IN_WITH_PASSKEY,
} from "./rules";

const timeout = CHALLENGE_LIFETIME_IN_MINUTES * 60 * 1000;

/** Names no account: the browser shows the passkeys that it has for this site, if any. */
const beginSignIn = createAuthEndpoint(
  BEGIN_PASSKEY_SIGN_IN,
  { method: "POST", body: z.object({}).optional() },
  async (ctx) =>
    ctx.json({
      challenge: await newChallenge(ctx, "sign-in"),
      userVerification: "required" as const,
      timeout,
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
    if ((await db.$count(passkeys, eq(passkeys.id, id))) === 0) {
      await internalAdapter.deleteSession(session.token);
      throw accountChanged();
    }
    await setSessionCookie(ctx, { session, user });
    return ctx.json({ user: { email: user.email, name: user.name } });
  },
);

const beginAdding = createAuthEndpoint(
  BEGIN_ADDING_PASSKEY,
  { method: "POST", use: [sessionMiddleware] },
  async (ctx) => {
    const { user } = ctx.context.session;
    const existing = await passkeysOf(user.id);
    if (existing.length >= MOST_PASSKEYS) throw tooMany();
    return ctx.json({
      challenge: await newChallenge(ctx, `add-to-${user.id}`),
      rp: { name: appName },
      user: {
        id: Buffer.from(user.id).toString("base64url"),
        name: user.email,
        displayName: user.name || user.email,
      },
      pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key" as const, alg })),
      // A device that has one already says so, instead of creating a second one.
      excludeCredentials: existing.map(({ credentialID }) => ({
        type: "public-key" as const,
        id: credentialID,
      })),
      authenticatorSelection: {
        residentKey: "required" as const,
        requireResidentKey: true,
        userVerification: "required" as const,
      },
      attestation: "none" as const,
      timeout,
    });
  },
);

const add = createAuthEndpoint(
  ADD_PASSKEY,
  { method: "POST", body: z.object({ response: attestation }), use: [sessionMiddleware] },
  async (ctx) => {
    const { user } = ctx.context.session;
    const { response } = ctx.body;
    const { credential, aaguid, credentialDeviceType, credentialBackedUp } =
      await verifyAttestation(ctx, response, `add-to-${user.id}`);
    if ((await passkeysOf(user.id)).length >= MOST_PASSKEYS) throw tooMany();
    const name = nameOfNewPasskey(aaguid, ctx.headers?.get("user-agent") ?? "");
    await insert(ctx, {
      name,
      userId: user.id,
      credentialID: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString("base64"),
      counter: credential.counter,
      deviceType: credentialDeviceType,
      backedUp: credentialBackedUp,
      transports: response.response.transports?.join(",") ?? "",
      aaguid,
      createdAt: new Date(),
      lastUsedAt: null,
    });
    noteActivity(user.id, "passkey-added");
    await sendPasskeyNotice(user.email, "added", name);
    return ctx.json({ name });
  },
);

/** For people who confirm that it's them. The browser offers only the passkeys of their account. */
const beginConfirming = createAuthEndpoint(
  BEGIN_PASSKEY_CONFIRMATION,
  { method: "POST", use: [sessionMiddleware] },
  async (ctx) => {
    const { user, session } = ctx.context.session;
    const own = await passkeysOf(user.id);
    return ctx.json({
      challenge: await newChallenge(ctx, `confirm-${session.id}`),
      allowCredentials: own.map(({ credentialID }) => ({
        type: "public-key" as const,
        id: credentialID,
      })),
      userVerification: "required" as const,
      timeout,
    });
  },
);

async function insert({ context }: GenericEndpointContext, data: Omit<Passkey, "id">) {
  try {
    await context.adapter.create({ model: "passkey", data });
  } catch (error) {
    const isThis = eq(passkeys.credentialID, data.credentialID);
    if ((await db.$count(passkeys, isThis)) === 0) throw error;
    throw new APIError("BAD_REQUEST", {
      code: "PASSKEY_ALREADY_ADDED",
      message: "An account already has this passkey",
    });
  }
}

const rename = createAuthEndpoint(
  RENAME_PASSKEY,
  {
    method: "POST",
    body: z.object({ id: z.string(), name: z.string().trim() }),
    use: [sessionMiddleware],
  },
  async (ctx) => {
    const { id, name } = ctx.body;
    if (name === "" || !isAllowedName(name)) {
      throw new APIError("BAD_REQUEST", {
        code: "INVALID_NAME",
        message: "The name is empty, too long, or has characters that cannot be shown",
      });
    }
    const renamed = await db
      .update(passkeys)
      .set({ name })
      .where(isOwn(id, ctx.context.session.user.id))
      .returning({ id: passkeys.id });
    if (renamed.length === 0) throw notFound();
    return ctx.json({ status: true });
  },
);

const remove = createAuthEndpoint(
  REMOVE_PASSKEY,
  { method: "POST", body: z.object({ id: z.string() }), use: [sessionMiddleware] },
  async (ctx) => {
    const { user, session } = ctx.context.session;
    const [removed] = await db.delete(passkeys).where(isOwn(ctx.body.id, user.id)).returning();
    if (!removed) throw notFound();
    // Looked at afterwards: of two that are removed at the same moment, one stays.
    if ((await waysIn(user.id)).length === 0) {
      await db.insert(passkeys).values(removed);
      throw new APIError("FORBIDDEN", {
        code: "LAST_WAY_IN",
        message: "Without this passkey, no one could sign in to the account",
      });
    }
    // What it may have let in ends as well.
    const isOther = and(eq(sessions.userId, user.id), ne(sessions.id, session.id));
    await db.delete(sessions).where(isOther);
    noteActivity(user.id, "passkey-removed");
    await sendPasskeyNotice(user.email, "removed", removed.name ?? "Passkey");
    return ctx.json({ status: true });
  },
);

/** The order matters: what refuses a request comes before what counts or changes something. */
const guards = {
  id: "passkey",
  endpoints: {
    beginPasskeySignIn: beginSignIn,
    signInWithPasskey: signIn,
    beginAddingPasskey: beginAdding,
    addPasskey: add,
    beginPasskeyConfirmation: beginConfirming,
    renamePasskey: rename,
    removePasskey: remove,
  },
  hooks: inOrder(
    before([BEGIN_ADDING_PASSKEY, ADD_PASSKEY, REMOVE_PASSKEY], onlyAfterRecentSignIn),
  ),
  // Named like those of better-auth's own plugin, except for the last one.
  schema: {
    passkey: {
      fields: {
        name: { type: "string", required: false },
        publicKey: { type: "string", required: true },
        userId: {
          type: "string",
          required: true,
          references: { model: "user", field: "id" },
          index: true,
        },
        credentialID: { type: "string", required: true, unique: true },
        counter: { type: "number", required: true },
        deviceType: { type: "string", required: true },
        backedUp: { type: "boolean", required: true },
        transports: { type: "string", required: false },
        createdAt: { type: "date", required: false },
        aaguid: { type: "string", required: false },
        lastUsedAt: { type: "date", required: false },
      },
    },
  },
} satisfies BetterAuthPlugin;

/** Signing in with a passkey, which people add once they are signed in. */
export const passkey = {
  endpoints: passkeyEndpoints,
  limits: passkeyLimits,
  plugins: [
    ...accountChanges,
    recovery, // @feature code-recovery
    guards,
  ],
} as const satisfies Feature;

function notFound() {
  return new APIError("NOT_FOUND", {
    code: "PASSKEY_UNKNOWN",
    message: "The account has no such passkey",
  });
}

function tooMany() {
  return new APIError("FORBIDDEN", {
    code: "TOO_MANY_PASSKEYS",
    message: "The account has as many passkeys as it can have",
  });
}
