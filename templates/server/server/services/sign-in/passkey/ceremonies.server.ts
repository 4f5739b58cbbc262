import { type CBORType, decodeCBOR, encodeCBOR } from "@levischuck/tiny-cbor";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { passkey } from "~/db/schema";
import { isClientOrigin } from "~/http/client-origins"; // @feature token
import { type Purpose, useChallenge } from "./challenges.server";

/** Loaded when the first passkey is used: it is large, because it knows the certificates of makers. */
const library = () => import("@simplewebauthn/server");

export type Passkey = typeof passkey.$inferSelect;

const bytes = z.base64url().max(20_000);
const credential = { id: bytes, rawId: bytes, type: z.literal("public-key") };

/** What a browser returns when a passkey has been used. */
export const assertion = z.object({
  ...credential,
  clientExtensionResults: z.unknown().transform(() => ({})),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
}) satisfies z.ZodType<AuthenticationResponseJSON, unknown>;

/** What a browser returns when a passkey has been created. */
export const attestation = z.object({
  ...credential,
  clientExtensionResults: z.unknown().transform(() => ({})),
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
}) satisfies z.ZodType<RegistrationResponseJSON, unknown>;

/**
 * The passkey that has signed this browser's challenge, at one of our own addresses, after its
 * owner was verified: by a fingerprint, a face, or the device's PIN.
 *
 * @param ownerId the account whose passkey it has to be, if not anyone's
 * @throws APIError if anything about it is wrong
 */
export async function verifyAssertion(
  ctx: GenericEndpointContext,
  response: z.infer<typeof assertion>,
  purpose: Purpose,
  ownerId?: string,
): Promise<Passkey> {
  const [found] = await db.select().from(passkey).where(eq(passkey.credentialID, response.id));
  if (!found) throw refused("PASSKEY_UNKNOWN", "No account has this passkey");
  if (ownerId && found.userId !== ownerId) {
    throw refused("PASSKEY_REFUSED", "The passkey belongs to another account");
  }
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    ...expectedOf(ctx, response.response.clientDataJSON, purpose),
    credential: {
      id: found.credentialID,
      publicKey: new Uint8Array(Buffer.from(found.publicKey, "base64")),
      counter: found.counter,
    },
  }).catch(asRefusal);
  if (!verified) throw refused("PASSKEY_REFUSED", "The signature is wrong");
  onlyVerifiedPeople(authenticationInfo);
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString() !== found.userId) {
    throw refused("PASSKEY_REFUSED", "The passkey belongs to another account");
  }
  const { newCounter, credentialBackedUp } = authenticationInfo;
  const used = await db
    .update(passkey)
    .set({ counter: newCounter, backedUp: credentialBackedUp, lastUsedAt: new Date() })
    // Unless another request has used its counter, or removed it, meanwhile.
    .where(and(eq(passkey.id, found.id), eq(passkey.counter, found.counter)))
    .returning();
  if (!used[0]) throw refused("PASSKEY_REFUSED", "The passkey has been used meanwhile");
  return used[0];
}

/**
 * What a browser has just created, checked in the same way.
 *
 * @throws APIError if anything about it is wrong
 */
export async function verifyAttestation(
  ctx: GenericEndpointContext,
  response: z.infer<typeof attestation>,
  purpose: Purpose,
) {
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: withoutAttestation(response),
    ...expectedOf(ctx, response.response.clientDataJSON, purpose),
    supportedAlgorithmIDs: algorithms,
  }).catch(asRefusal);
  if (!registrationInfo) throw refused("PASSKEY_REFUSED", "The passkey is not valid");
  onlyVerifiedPeople(registrationInfo);
  return registrationInfo;
}

/**
 * Who made a device doesn't matter here, and browsers are told not to say. If one does anyway, it's
 * dropped, because the library would follow addresses in a maker's certificate.
 */
function withoutAttestation(created: z.infer<typeof attestation>) {
  const { response } = created;
  const bytes = new Uint8Array(Buffer.from(response.attestationObject, "base64url"));
  const decoded = safely(() => decodeCBOR(bytes));
  const authData = decoded instanceof Map ? decoded.get("authData") : undefined;
  if (!authData) throw refused("PASSKEY_REFUSED", "The attestation is malformed");
  const bare = new Map<string, CBORType>([
    ["fmt", "none"],
    ["attStmt", new Map()],
    ["authData", authData],
  ]);
  const attestationObject = Buffer.from(encodeCBOR(bare)).toString("base64url");
  return { ...created, response: { ...response, attestationObject } };
}

/** EdDSA, ES256, RS256: what current devices have between them. */
export const algorithms = [-8, -7, -257];

function expectedOf(ctx: GenericEndpointContext, clientDataJSON: string, purpose: Purpose) {
  const origin = originIn(clientDataJSON);
  return {
    expectedChallenge: async (challenge: string) => {
      if (await useChallenge(ctx, challenge, purpose)) return true;
      throw refused("PASSKEY_CHALLENGE_OVER", "The challenge has expired or was used");
    },
    expectedOrigin: isOurs(origin, ctx) ? origin : new URL(ctx.context.baseURL).origin,
    // A passkey belongs to the host that it was created at.
    expectedRPID: new URL(origin).hostname,
    // Checked below, with a reason that can be shown.
    requireUserVerification: false,
  };
}

const clientData = z.object({ origin: z.url() });

function originIn(clientDataJSON: string) {
  const text = Buffer.from(clientDataJSON, "base64url").toString();
  const { data } = clientData.safeParse(safely(() => JSON.parse(text)));
  if (!data) throw refused("PASSKEY_REFUSED", "The client data is malformed");
  return data.origin;
}

function safely<Value>(parse: () => Value) {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function isOurs(origin: string, { context }: GenericEndpointContext) {
  if (isClientOrigin(origin)) return true; // @feature token
  return origin === new URL(context.baseURL).origin;
}

function onlyVerifiedPeople({ userVerified }: { userVerified: boolean }) {
  if (userVerified) return;
  throw refused("PASSKEY_WITHOUT_VERIFICATION", "The device has not verified its owner");
}

/** The library throws an error for everything that is wrong. None of it is the server's mistake. */
function asRefusal(error: unknown): never {
  if (error instanceof APIError) throw error;
  throw refused("PASSKEY_REFUSED", "The passkey was not accepted");
}

function refused(code: string, message: string) {
  return new APIError("UNAUTHORIZED", { code, message });
}
