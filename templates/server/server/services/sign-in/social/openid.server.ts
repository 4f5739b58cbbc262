import { createAuthorizationURL, type OAuthProvider } from "@better-auth/core/oauth2";
import { z } from "zod";
import { report } from "~/services/report.server";
import type { Provider } from "./rules";

interface OpenIdProvider extends Provider {
  /** Its address, exactly as its configuration says it. */
  issuer: string;
  clientId: string;
  clientSecret?: string;
  /** How it's reached from the server. */
  send?: (url: string, init?: RequestInit) => Response | Promise<Response>;
}

/** What a provider publishes about itself. */
const configuration = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string(),
});

const tokens = z.object({ access_token: z.string() });

const profile = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});

type Configuration = z.infer<typeof configuration>;
type Profile = z.infer<typeof profile>;

const LONGEST_WAIT_IN_MS = 10_000;

/** A provider for better-auth that speaks OpenID Connect: a code with PKCE, a token, the profile. */
export function openId(provider: OpenIdProvider): OAuthProvider<Profile> {
  const { id, name, issuer, clientId, clientSecret, send = fetch } = provider;
  const options = { clientId };
  let known: Configuration | undefined;

  async function read<Value>(schema: z.ZodType<Value>, url: string, init: RequestInit = {}) {
    const response = await send(url, { ...init, signal: AbortSignal.timeout(LONGEST_WAIT_IN_MS) });
    if (!response.ok) throw new Error(`${name} returned ${response.status} at ${url}`);
    return schema.parse(await response.json());
  }

  /** Read when someone signs in, so the app starts even while the provider is down. */
  async function endpoints() {
    if (known) return known;
    const base = issuer.replace(/\/$/, "");
    const found = await read(configuration, `${base}/.well-known/openid-configuration`);
    if (found.issuer !== issuer) throw new Error(`${issuer} says that it is ${found.issuer}`);
    known = found;
    return found;
  }

  return {
    id,
    name,
    issuer,
    options,
    accountSubject: ({ profile }) => profile.sub,
    async createAuthorizationURL({ state, codeVerifier, redirectURI }) {
      const { authorization_endpoint } = await endpoints();
      return createAuthorizationURL({
        id,
        options,
        authorizationEndpoint: new URL(authorization_endpoint, redirectURI).href,
        scopes: ["openid", "profile", "email"],
        state,
        codeVerifier,
        redirectURI,
      });
    },
    async validateAuthorizationCode({ code, codeVerifier = "", redirectURI }) {
      const { token_endpoint } = await endpoints();
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        client_id: clientId,
        redirect_uri: redirectURI,
        code,
        code_verifier: codeVerifier,
      });
      const headers = new Headers();
      if (clientSecret) headers.set("Authorization", basic(clientId, clientSecret));
      const { access_token } = await read(tokens, token_endpoint, {
        method: "POST",
        headers,
        body,
      });
      return { accessToken: access_token };
    },
    async getUserInfo({ accessToken }) {
      const { userinfo_endpoint } = await endpoints();
      const headers = { Authorization: `Bearer ${accessToken}` };
      const data = await read(profile, userinfo_endpoint, { headers }).catch((error) =>
        report("A profile couldn't be read:", error),
      );
      return data ? { user: userIn(data), data } : null;
    },
  };
}

/** An address counts as confirmed only if the provider says so. */
function userIn({ name = "", email, email_verified: emailVerified = false }: Profile) {
  return { name, email, emailVerified };
}

function basic(...credentials: string[]) {
  return `Basic ${Buffer.from(credentials.map(encodeURIComponent).join(":")).toString("base64")}`;
}
