import { createHash, randomBytes } from "node:crypto";
import { keyNames } from "~/env/social";
import { providers } from "~/services/sign-in/social/rules";
import { type ApiRequest, type ApiResponse, playApi } from "./https-endpoint";

// Plays the providers under their real names, for servers that have keys for them.

/** Those whose protocol is played. A provider that you add signs in by the app's stand-in. */
export const playedProviders = [
  "github", // @feature github
  "google", // @feature google
];

/** Who someone is at a provider. */
export interface Profile {
  id: number;
  name: string;
  email: string | null;
  verified: boolean;
}

interface Grant {
  request: URLSearchParams;
  profile: Profile;
}

const grants = new Map<string, Grant>();
const profiles = new Map<string, Profile>();

const secret = "a-secret-of-the-provider";

/** What someone gets who agrees at the provider: a code for the app. */
export function grantCode(authorizeUrl: URL, profile: Profile) {
  const code = randomBytes(16).toString("hex");
  grants.set(code, { request: authorizeUrl.searchParams, profile });
  return code;
}

/** Checks all that a provider checks, and gives a token. */
function exchange({ body }: ApiRequest): ApiResponse {
  const grant = grants.get(String(body.code));
  grants.delete(String(body.code));
  const challenge = createHash("sha256").update(String(body.code_verifier)).digest("base64url");
  const isRight =
    grant?.request.get("client_id") === body.client_id &&
    grant?.request.get("redirect_uri") === body.redirect_uri &&
    grant?.request.get("code_challenge") === challenge &&
    body.client_secret === secret;
  // GitHub's errors have this status.
  if (!grant || !isRight) return { status: 200, body: { error: "bad_verification_code" } };
  const access_token = randomBytes(16).toString("hex");
  profiles.set(access_token, grant.profile);
  const { id, name, email, verified } = grant.profile;
  const claims = { sub: String(id), name, email, email_verified: verified };
  const id_token = ["{}", JSON.stringify(claims), ""]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");
  return { status: 200, body: { access_token, token_type: "bearer", id_token } };
}

function gitHubApi({ path, headers }: ApiRequest): ApiResponse {
  const profile = profiles.get(headers.authorization?.replace(/^Bearer /, "") ?? "");
  if (!profile) return { status: 401, body: { message: "Bad credentials" } };
  const { id, name, email, verified } = profile;
  if (path === "/user") return { status: 200, body: { id, name, login: name, email: null } };
  return { status: 200, body: email === null ? [] : [{ email, verified, primary: true }] };
}

await playApi("github.com", exchange);
await playApi("api.github.com", gitHubApi);

const keys = Object.keys(providers).flatMap((id) => {
  const { clientId, clientSecret } = keyNames(id);
  return [
    [clientId, `the-app-at-${id}`],
    [clientSecret, secret],
  ];
});

/** The environment of a server that has keys for all providers. */
export const providerSettings: Record<string, string> = {
  ...Object.fromEntries(keys),
  ...(await playApi("oauth2.googleapis.com", exchange)),
};
