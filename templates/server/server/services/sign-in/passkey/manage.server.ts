import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, sessionMiddleware } from "better-auth/api";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { appName } from "~/brand";
import { db } from "~/db";
import { passkey } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { endSessionsExcept } from "~/services/account/sessions.server";
import { isAllowedName } from "~/services/rules";
import { waysIn } from "~/services/ways-in.server";
import { algorithms, attestation, type Passkey, verifyAttestation } from "./ceremonies.server";
import { newChallenge } from "./challenges.server";
import { sendPasskeyNotice } from "./emails";
import { nameOfNewPasskey } from "./names";
import { descriptorsOf, isOwn, passkeysOf } from "./passkeys.server";
import {
  ADD_PASSKEY,
  BEGIN_ADDING_PASSKEY,
  MOST_PASSKEYS,
  REMOVE_PASSKEY,
  RENAME_PASSKEY,
} from "./rules";

const beginAdding = createAuthEndpoint(
  BEGIN_ADDING_PASSKEY,
  { method: "POST", use: [sessionMiddleware] },
  async (ctx) => {
    const { user } = ctx.context.session;
    const existing = await passkeysOf(user.id);
    if (existing.length >= MOST_PASSKEYS) throw tooMany();
    return ctx.json({
      ...(await newChallenge(ctx, `add-to-${user.id}`)),
      rp: { name: appName },
      user: {
        id: Buffer.from(user.id).toString("base64url"),
        name: user.email,
        displayName: user.name || user.email,
      },
      pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key" as const, alg })),
      // A device that has one already says so, instead of creating a second one.
      excludeCredentials: descriptorsOf(existing),
      authenticatorSelection: {
        residentKey: "required" as const,
        requireResidentKey: true,
        userVerification: "required" as const,
      },
      attestation: "none" as const,
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

async function insert({ context }: GenericEndpointContext, data: Omit<Passkey, "id">) {
  try {
    await context.adapter.create({ model: "passkey", data });
  } catch (error) {
    const isThis = eq(passkey.credentialID, data.credentialID);
    if ((await db.$count(passkey, isThis)) === 0) throw error;
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
      .update(passkey)
      .set({ name })
      .where(isOwn(id, ctx.context.session.user.id))
      .returning({ id: passkey.id });
    if (renamed.length === 0) throw notFound();
    return ctx.json({ status: true });
  },
);

const remove = createAuthEndpoint(
  REMOVE_PASSKEY,
  { method: "POST", body: z.object({ id: z.string() }), use: [sessionMiddleware] },
  async (ctx) => {
    const { user, session } = ctx.context.session;
    const [removed] = await db.delete(passkey).where(isOwn(ctx.body.id, user.id)).returning();
    if (!removed) throw notFound();
    // Looked at afterwards: of two that are removed at the same moment, one stays.
    if ((await waysIn(user.id)).length === 0) {
      await db.insert(passkey).values(removed);
      throw new APIError("FORBIDDEN", {
        code: "LAST_WAY_IN",
        message: "Without this passkey, no one could sign in to the account",
      });
    }
    // What it may have let in ends as well.
    await endSessionsExcept(session);
    noteActivity(user.id, "passkey-removed");
    await sendPasskeyNotice(user.email, "removed", removed.name ?? "Passkey");
    return ctx.json({ status: true });
  },
);

export const managementEndpoints = {
  beginAddingPasskey: beginAdding,
  addPasskey: add,
  renamePasskey: rename,
  removePasskey: remove,
};

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
