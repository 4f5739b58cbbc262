import {
  areFresh,
  isTokenPair,
  keepSignInState,
  keepTokens,
  readSignInState,
  readTokens,
  SIGN_IN_STATE,
  type Tokens,
} from "@/shared/auth";
import { renewTokens } from "./renew-tokens";

/**
 * Sends a request as the person who is signed in: with an access token, which is renewed before it
 * expires, or when the server no longer accepts it.
 */
export async function send(request: Request): Promise<Response> {
  const copy = request.clone();
  const tokens = await freshTokens();
  const response = await sendAs(tokens, request);
  if (!tokens || !isTokenRefused(response)) return response;

  await renewTokens(tokens);
  const next = readTokens();
  return next ? sendAs(next, copy) : response;
}

async function freshTokens() {
  const tokens = readTokens();
  if (!tokens || areFresh(tokens)) return tokens;
  await renewTokens(tokens);
  return readTokens();
}

async function sendAs(tokens: Tokens | null, request: Request) {
  const state = readSignInState();
  if (tokens) request.headers.set("Authorization", `Bearer ${tokens.accessToken}`);
  if (state) request.headers.set(SIGN_IN_STATE, state);

  const response = await fetch(request);
  const nextState = response.headers.get(SIGN_IN_STATE);
  if (nextState) keepSignInState(nextState);
  return request.method === "POST" && response.ok ? takeTokens(response) : response;
}

/** Tokens go from the response into the store, and the caller doesn't get to see them. */
async function takeTokens(response: Response) {
  const body: unknown = await response.clone().json();
  if (!isTokenPair(body)) return response;
  const { accessToken, refreshToken, expiresInSeconds, ...rest } = body;
  keepTokens({ accessToken, refreshToken, expiresInSeconds });
  return Response.json(rest, { status: response.status });
}

/** Not just any 401: a wrong password is also one. */
function isTokenRefused({ status, headers }: Response) {
  return status === 401 && headers.get("WWW-Authenticate")?.includes("invalid_token") === true;
}
