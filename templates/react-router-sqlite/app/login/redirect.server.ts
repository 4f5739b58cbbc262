import { redirect } from "react-router";
import { safeRedirect } from "~/safe-redirect";

/** The page of this app that someone was on the way to. */
export function redirectToOf(request: Request) {
  return safeRedirect(new URL(request.url).searchParams.get("redirectTo"));
}

export function redirectWithCookies(to: string, { headers }: { headers: Headers }) {
  const response = redirect(to);
  for (const cookie of headers.getSetCookie()) response.headers.append("Set-Cookie", cookie);
  return response;
}
