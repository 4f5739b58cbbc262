// @feature social
import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { parse, serialize } from "hono/utils/cookie";
import { z } from "zod";
import { db } from "~/db";
import { session } from "~/db/schema";
import { auth } from "~/services/auth.server";
import { CALLBACK } from "~/services/sign-in/social/rules";
import type { ServerEnvironment } from "../session";

// A browser goes to a provider and comes back without our tokens, which only the client's own
// requests carry. So what belongs to the sign-in waits here: on the way there under a cookie, and
// on the way back under a code that only the client that began can exchange.

const LIFETIME_IN_MS = 10 * 60 * 1000;
const CODE_LIFETIME_IN_MS = 60 * 1000;

const begun = z.object({
  /** better-auth's cookies of this sign-in, and those that the client has kept. */
  cookies: z.string(),
  /** The origin of the client. */
  client: z.string(),
  /** The SHA-256 of what the client has to show in exchange for the result. */
  challenge: z.string(),
  /** An account of the provider is connected to one that is signed in. */
  isConnection: z.boolean(),
});

const COOKIE = "provider-sign-in";

/** Keeps what has begun. Returns the cookie for it, which goes to the callback and nowhere else. */
export async function keepBegun(request: Request, value: z.infer<typeof begun>) {
  const secret = await keep("begun", value, LIFETIME_IN_MS);
  return serialize(COOKIE, secret, {
    httpOnly: true,
    secure: new URL(request.url).protocol === "https:",
    sameSite: "Lax",
    path: `/api/auth${CALLBACK}`,
    maxAge: LIFETIME_IN_MS / 1000,
  });
}

/** What this browser has begun, once. */
export async function takeBegun(request: Request) {
  const secret = parse(request.headers.get("cookie") ?? "", COOKIE)[COOKIE];
  return secret ? take("begun", secret, begun) : null;
}

const done = z.object({
  setCookies: z.array(z.string()),
  challenge: z.string(),
  redirectTo: z.string(),
  isSecondFactorDue: z.boolean(), // @feature two-factor
});

/** Keeps the result. Returns the code for it. */
export function keepDone(value: z.infer<typeof done>) {
  return keep("done", value, CODE_LIFETIME_IN_MS);
}

const exchange = z.object({ code: z.string().max(100), verifier: z.string().max(100) });

/** `POST /api/token/handover { code, verifier }` gives the client what the sign-in has led to. */
export const handover = new Hono<ServerEnvironment>();

handover.post("/handover", async (c) => {
  const sent = exchange.safeParse(await c.req.json().catch(() => null));
  const result = sent.success ? await take("done", sent.data.code, done) : null;
  const verifier = sent.data?.verifier ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  if (result?.challenge !== challenge) {
    return c.json({ code: "INVALID_CODE", message: "This code is invalid or has expired" }, 400);
  }
  await endSession(c.req.raw.headers);
  for (const cookie of result.setCookies) c.header("Set-Cookie", cookie, { append: true });
  return c.json({
    redirectTo: result.redirectTo,
    isSecondFactorDue: result.isSecondFactorDue, // @feature two-factor
  });
});

/** Signing in again ends the session that the client had, instead of leaving it valid. */
async function endSession(headers: Headers) {
  const before = await auth.api.getSession({ headers });
  if (before) await db.delete(session).where(eq(session.id, before.session.id));
}

async function keep(kind: string, value: object, lifetimeInMs: number) {
  const { internalAdapter } = await auth.$context;
  const secret = randomBytes(24).toString("base64url");
  await internalAdapter.createVerificationValue({
    identifier: `provider-${kind}-${secret}`,
    value: JSON.stringify(value),
    expiresAt: new Date(Date.now() + lifetimeInMs),
  });
  return secret;
}

async function take<Value>(kind: string, secret: string, schema: z.ZodType<Value>) {
  const { internalAdapter } = await auth.$context;
  const row = await internalAdapter.consumeVerificationValue(`provider-${kind}-${secret}`);
  return row ? schema.parse(JSON.parse(row.value)) : null;
}
