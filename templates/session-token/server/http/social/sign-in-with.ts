// @feature social
import { Hono } from "hono";
import { z } from "zod";
import { safeRedirect } from "~/safe-redirect";
import { authCall, handleAuth } from "~/services/auth-call.server";
import { nameOf } from "~/services/sign-in/social/connections.server";
import { CALLBACK, CONNECT, SIGN_IN_WITH } from "~/services/sign-in/social/rules";
import { readForm } from "../checks";
import { isClientOrigin } from "../client-origins";
import type { ServerEnvironment } from "../session";
import { cookieHeader, readSetCookies, SIGN_IN_STATE } from "../token-session/sign-in-state";
import { tokensToCookies } from "../token-session/token-session";
import { continuePage, problemOf } from "./continue-page";
import { keepBegun, keepDone, takeBegun } from "./handover";

/** The way to a provider and back, on which the browser brings no tokens of the client. */
export const socialPages = new Hono<ServerEnvironment>();

const form = z.object({
  provider: z.string().max(50),
  redirectTo: z.string().max(2000).optional(),
  /** The SHA-256, in base64url, of what the client will show in exchange for the result. */
  challenge: z.string().length(43),
  /** What a request of the client has in headers. */
  signInState: z.string().max(50_000).optional(),
  accessToken: z.string().max(5000).optional(),
});

socialPages.post("/login/with", async (c) => {
  const sent = form.safeParse(await readForm(c));
  if (!sent.success) return c.text("This form is incomplete. Go back and reload the page.", 400);
  const { provider, redirectTo, accessToken: _, ...state } = sent.data;
  const call = { path: SIGN_IN_WITH, provider, redirectTo: safeRedirect(redirectTo) };
  return goOn(c.req.raw, call, state);
});

socialPages.post("/account/connect", async (c) => {
  const sent = form.safeParse(await readForm(c));
  if (!sent.success) return c.text("This form is incomplete. Go back and reload the page.", 400);
  const { provider, ...state } = sent.data;
  return goOn(c.req.raw, { path: CONNECT, provider }, state);
});

/** A provider sends people back to here, some of them (Apple) with a form. */
socialPages.all(`/api/auth${CALLBACK}/:provider`, async (c) => {
  // Without cookies, better-auth redirects a form to this address, and so does this.
  const begun = c.req.method === "POST" ? null : await takeBegun(c.req.raw);
  const { origin } = new URL(c.req.raw.url);
  const headers = new Headers(c.req.raw.headers);
  headers.delete("cookie");
  if (begun) headers.set("cookie", begun.cookies);
  const response = await handleAuth(new Request(c.req.raw, { headers }));
  const to = response.headers.get("location") ?? `/login?error=${await problemOf(response)}`;
  if (c.req.method === "POST") return c.redirect(to);

  // @feature two-factor
  // better-auth says so in JSON, with the status of the redirect that would have followed.
  const body = await response.json().catch(() => null);
  const isSecondFactorDue = body?.twoFactorRedirect === true;
  // @end
  const client = begun && begun.client !== origin ? begun.client : "";
  const isOver = [
    response.status !== 302,
    new URL(to, origin).searchParams.has("error"),
    begun?.isConnection,
  ];
  if (!begun || isOver.some(Boolean)) return c.redirect(client + to);
  const code = await keepDone({
    setCookies: response.headers.getSetCookie(),
    challenge: begun.challenge,
    redirectTo: to,
    isSecondFactorDue, // @feature two-factor
  });
  return c.redirect(`${client}/signed-in?${new URLSearchParams({ code })}`);
});

interface Call {
  path: string;
  provider: string;
  redirectTo?: string | undefined;
}

interface ClientState {
  challenge: string;
  signInState?: string | undefined;
  accessToken?: string | undefined;
}

async function goOn(
  request: Request,
  { path, provider, redirectTo }: Call,
  { challenge, signInState, accessToken }: ClientState,
) {
  const { origin } = new URL(request.url);
  const from = request.headers.get("origin");
  const client = from !== null && isClientOrigin(from) ? from : origin;
  const page = path === CONNECT ? "/account" : "/login";
  const headers = new Headers(request.headers);
  if (signInState) headers.set(SIGN_IN_STATE, signInState);
  if (accessToken) headers.set("authorization", `Bearer ${accessToken}`);
  const came = await tokensToCookies(new Request(request.url, { headers }));
  const response = came && (await authCall(came.request, path, { provider, redirectTo }));
  if (!response?.ok) {
    const error = response ? await problemOf(response) : "failed";
    const to = `${client === origin ? "" : client}${page}?error=${error}`;
    return new Response(null, { status: 302, headers: { Location: to } });
  }
  const set = readSetCookies(response.headers);
  const kept = came?.kept.filter(({ name }) => !set.some((one) => one.name === name)) ?? [];
  const cookie = await keepBegun(request, {
    cookies: cookieHeader([...kept, ...set]),
    client,
    challenge,
    isConnection: path === CONNECT,
  });
  const { url } = (await response.json()) as { url: string };
  return continuePage(url, nameOf(provider), new Headers({ "Set-Cookie": cookie }));
}
