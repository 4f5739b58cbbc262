import { isIP } from "node:net";
import { createMiddleware } from "hono/factory";
import { refusalAt } from "~/env/dev-hosts";
import { env, isProduction } from "~/env.server";
import { clientAddress, isLoopbackAddress, isProxy, plainAddress } from "./client-address";
import { ownOrigin } from "./own-origin";
import type { ServerEnvironment } from "./types";
import { noteUndeclaredProxy } from "./undeclared-proxy";

const claims = ["x-client-ip", "x-real-ip", "forwarded"];

/**
 * Replaces what a request says about itself by what is known: its address is the app's own, also
 * behind a proxy that speaks https for us, and the client's address is not one it made up. All that
 * comes after (better-auth, the router, your code) can rely on `request.url` and `x-client-ip`.
 */
export const ownRequest = createMiddleware<ServerEnvironment>(async (c, next) => {
  const { raw } = c.req;
  const socket = c.env.incoming.socket.remoteAddress ?? "";
  const host = raw.headers.get("host") ?? "";
  const origin = ownOrigin(raw.headers, isOwnProxy(socket));
  if (!origin) return c.text(refusalAt(host), 403);

  const { pathname, search } = new URL(raw.url);
  const url = new URL(origin);
  url.pathname = pathname;
  url.search = search;

  const headers = new Headers(raw.headers);
  const forwardedFor = headers.get("x-forwarded-for");
  if (isProduction) noteUndeclaredProxy(socket, forwardedFor);
  for (const name of [...headers.keys()]) {
    if (name.startsWith("x-forwarded-") || claims.includes(name)) headers.delete(name);
  }
  headers.set("host", url.host);
  headers.set(
    "x-client-ip",
    addressIn(raw.headers, socket) ?? clientAddress(socket, forwardedFor, env.TRUSTED_PROXIES),
  );
  // A tunnel that renames the host of a request (GitHub Codespaces) renames its origin as well.
  if (!isProduction && headers.get("origin") === `http://${host}`) headers.set("origin", origin);

  const { method, body, signal } = raw;
  c.req.raw = new Request(url, { method, headers, body, signal, duplex: "half" } as RequestInit);
  return next();
});

/** Some platforms have more proxies than can be declared, and a header with nothing but the client. */
function addressIn(headers: Headers, socket: string) {
  if (!env.CLIENT_IP_HEADER || !isProxy(socket, env.TRUSTED_PROXIES)) return undefined;
  const address = plainAddress(headers.get(env.CLIENT_IP_HEADER) ?? "");
  return isIP(address) ? address : undefined;
}

/** While you develop, a tunnel runs on this machine and needs no declaring. */
function isOwnProxy(socket: string) {
  return isProxy(socket, env.TRUSTED_PROXIES) || (!isProduction && isLoopbackAddress(socket));
}
