import { Hono } from "hono";
import { safeRedirect } from "~/safe-redirect";
import { authCall, handleAuth } from "~/services/auth-call.server";
import { nameOf } from "~/services/sign-in/social/connections.server";
import { CALLBACK, CONNECT, SIGN_IN_WITH } from "~/services/sign-in/social/rules";
import { readForm } from "../checks";
import type { ServerEnvironment } from "../session";
import { continuePage, problemOf } from "./continue-page";

/** The way to a provider and back. Both ends are pages, so no response is left for people to read. */
export const socialPages = new Hono<ServerEnvironment>();

socialPages.post("/login/with", async (c) => {
  const { provider, redirectTo } = await readForm(c);
  return goOn(c.req.raw, SIGN_IN_WITH, String(provider), safeRedirect(redirectTo));
});

socialPages.post("/account/connect", async (c) => {
  const { provider } = await readForm(c);
  return goOn(c.req.raw, CONNECT, String(provider));
});

/** A provider sends people back to here, some of them (Apple) with a form. */
socialPages.all(`/api/auth${CALLBACK}/:provider`, async (c) => {
  const response = await handleAuth(c.req.raw);
  // @feature two-factor
  // better-auth says so in JSON, with the status of the redirect that would have followed.
  const body = await response
    .clone()
    .json()
    .catch(() => null);
  if (body?.twoFactorRedirect === true) {
    const redirectTo = safeRedirect(response.headers.get("location"));
    const query = redirectTo ? `?${new URLSearchParams({ redirectTo })}` : "";
    return redirectWithCookies(`/login/2fa${query}`, response);
  }
  // @end
  if (response.status === 302) return response;
  return redirectWithCookies(`/login?error=${await problemOf(response)}`, response);
});

async function goOn(request: Request, path: string, provider: string, redirectTo?: string) {
  const response = await authCall(request, path, { provider, redirectTo });
  const back = path === CONNECT ? "/account" : "/login";
  if (!response.ok)
    return redirectWithCookies(`${back}?error=${await problemOf(response)}`, response);
  const { url } = (await response.json()) as { url: string };
  return continuePage(url, nameOf(provider), cookiesOf(response));
}

function redirectWithCookies(to: string, response: Response) {
  const headers = cookiesOf(response);
  headers.set("Location", to);
  return new Response(null, { status: 302, headers });
}

function cookiesOf(response: Response) {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return headers;
}
