import { createMiddleware } from "hono/factory";
import { isLoopback } from "~/env/loopback";
import { env, isProduction } from "~/env.server";
import { clientAddress } from "./client-address";
import type { ServerEnvironment } from "./types";

const claims = ["x-client-ip", "x-real-ip", "forwarded"];

/**
 * Replaces what a request says about itself by what is known: its address is the app's own, also
 * behind a proxy that speaks https for us, and the client's address is not one it made up. All that
 * comes after (better-auth, the router, your code) can rely on `request.url` and `x-client-ip`.
 */
export const ownRequest = createMiddleware<ServerEnvironment>(async (c, next) => {
  const { raw } = c.req;
  const origin = isProduction ? env.BETTER_AUTH_URL : originInDevelopment(raw.headers.get("host"));
  if (!origin) return c.text("In development this app answers on localhost only.", 403);

  const { pathname, search } = new URL(raw.url);
  const url = new URL(origin);
  url.pathname = pathname;
  url.search = search;

  const headers = new Headers(raw.headers);
  const forwardedFor = headers.get("x-forwarded-for");
  for (const name of [...headers.keys()]) {
    if (name.startsWith("x-forwarded-") || claims.includes(name)) headers.delete(name);
  }
  headers.set("host", url.host);
  const socket = c.env.incoming.socket.remoteAddress ?? "";
  headers.set("x-client-ip", clientAddress(socket, forwardedFor, env.TRUSTED_PROXIES));

  const { method, body, signal } = raw;
  c.req.raw = new Request(url, { method, headers, body, signal, duplex: "half" } as RequestInit);
  return next();
});

/** Any other name could be a foreign page that had its own name point to this machine. */
function originInDevelopment(host: string | null) {
  const origin = `http://${host}`;
  if (!host || !URL.canParse(origin)) return undefined;
  return isLoopback(new URL(origin).hostname) ? origin : undefined;
}
