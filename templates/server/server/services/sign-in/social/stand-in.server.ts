import { createHash, randomBytes } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { openId } from "./openid.server";
import type { Provider } from "./rules";

// Stands in for the providers that have no keys, in development only: the same protocol (a code
// with PKCE, a token, the profile), with this app at both ends. Anyone can be anyone there.

/** Who someone is at the provider. */
interface Profile {
  sub: string;
  name: string;
  email: string;
  email_verified: boolean;
}

/** What the app asks for: whose sign-in it is, and where to send the person back. */
export const authorization = z.object({
  response_type: z.literal("code"),
  client_id: z.string(),
  redirect_uri: z.url(),
  state: z.string().min(1),
  code_challenge: z.string().min(1),
  code_challenge_method: z.literal("S256"),
});

type Authorization = z.infer<typeof authorization>;

interface Grant extends Authorization {
  profile: Profile;
  expiresAt: number;
}

const CODE_LIFETIME_IN_MS = 60 * 1000;

const grants = new Map<string, Grant>();
const profiles = new Map<string, Profile>();

/** Whether a request comes from this app, for this provider, and leads back to it. */
export function isOwnRequest({ client_id, redirect_uri }: Authorization, id: string, used: string) {
  const { origin, pathname } = new URL(redirect_uri);
  return (
    client_id === clientOf(id) &&
    origin === new URL(used).origin &&
    pathname === `/api/auth/callback/${id}`
  );
}

/** The person has agreed: the address that takes them back, with a code that works once. */
export function agree(request: Authorization, person: Omit<Profile, "sub">) {
  const code = randomBytes(24).toString("base64url");
  const sub = createHash("sha256").update(person.email.toLowerCase()).digest("hex").slice(0, 16);
  const expiresAt = Date.now() + CODE_LIFETIME_IN_MS;
  grants.set(code, { ...request, profile: { ...person, sub }, expiresAt });
  return backTo(request, { code });
}

/** The person has refused. */
export function refuse(request: Authorization) {
  return backTo(request, { error: "access_denied" });
}

function backTo({ redirect_uri, state }: Authorization, result: Record<string, string>) {
  return `${redirect_uri}?${new URLSearchParams({ ...result, state })}`;
}

const tokenRequest = z.object({
  grant_type: z.literal("authorization_code"),
  client_id: z.string(),
  redirect_uri: z.string(),
  code: z.string(),
  code_verifier: z.string(),
});

/** What the app calls from its server. */
const endpoints = new Hono();

endpoints.get("/:provider/.well-known/openid-configuration", (c) => {
  const provider = c.req.param("provider");
  return c.json({
    issuer: `/${provider}`,
    authorization_endpoint: `/dev/sign-in-as/${provider}`,
    token_endpoint: "/token",
    userinfo_endpoint: "/userinfo",
  });
});

endpoints.post("/token", async (c) => {
  const request = tokenRequest.safeParse(await c.req.parseBody());
  const grant = request.success ? takeGrant(request.data) : undefined;
  if (!grant) return c.json({ error: "invalid_grant" }, 400);
  const access_token = randomBytes(24).toString("base64url");
  profiles.set(access_token, grant.profile);
  return c.json({ access_token, token_type: "Bearer" });
});

endpoints.get("/userinfo", (c) => {
  const token = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
  const profile = profiles.get(token);
  profiles.delete(token);
  return profile ? c.json(profile) : c.json({ error: "invalid_token" }, 401);
});

/** The code works once, whether or not the rest of the request is right. */
function takeGrant({ code, client_id, redirect_uri, code_verifier }: z.infer<typeof tokenRequest>) {
  const grant = grants.get(code);
  grants.delete(code);
  const challenge = createHash("sha256").update(code_verifier).digest("base64url");
  const isRight =
    grant?.client_id === client_id &&
    grant.redirect_uri === redirect_uri &&
    grant.code_challenge === challenge &&
    grant.expiresAt > Date.now();
  return isRight ? grant : undefined;
}

/** A provider for better-auth that leads to this app's own page (http/social/sign-in-as.ts). */
export function standIn({ id, name }: Provider) {
  const send = (url: string, init?: RequestInit) => endpoints.request(url, init);
  return openId({ id, name, issuer: `/${id}`, clientId: clientOf(id), send });
}

function clientOf(id: string) {
  return `stand-in-for-${id}`;
}
