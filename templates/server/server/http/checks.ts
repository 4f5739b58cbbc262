import { isIP } from "node:net";
import type { Context } from "hono"; // @feature account
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { isDeclaredHost, isDevHost, previewAt, refusalAt } from "~/env/addresses";
import { env, isProduction } from "~/env.server";
import {
  clientAddress,
  isLoopbackAddress,
  isProxy,
  noteUndeclaredProxy,
  plainAddress,
} from "./client-address";
import { isClientOrigin } from "./client-origins"; // @feature token
import type { ServerEnvironment } from "./session";

const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** Refuses requests that would break later: in `Request`, better-auth, or the router. */
export const wellFormedRequest = createMiddleware(async (c, next) => {
  if (!methods.includes(c.req.method)) {
    c.header("Allow", methods.join(", "));
    return c.text("This method isn't supported.", 405);
  }
  const { username, password, pathname } = new URL(c.req.raw.url);
  if (username || password)
    return c.text("Addresses that contain a password aren't accepted.", 400);
  if (!isDecodable(pathname)) return c.text("The address is malformed.", 400);
  return next();
});

function isDecodable(path: string) {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

const claims = ["x-client-ip", "x-real-ip", "forwarded"];

/**
 * Replaces what a request claims about itself with what is known: its URL has the app's own address,
 * even behind a proxy that terminates HTTPS, and the client's address isn't made up. Everything that
 * follows (better-auth, the router, your code) can rely on `request.url` and `x-client-ip`.
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
  if (isProduction) noteUndeclaredProxy(socket, forwardedFor, env.TRUSTED_PROXIES);
  for (const name of [...headers.keys()]) {
    if (name.startsWith("x-forwarded-") || claims.includes(name)) headers.delete(name);
  }
  headers.set("host", url.host);
  headers.set(
    "x-client-ip",
    addressIn(raw.headers, socket) ?? clientAddress(socket, forwardedFor, env.TRUSTED_PROXIES),
  );
  // A tunnel that renames the host of a request (GitHub Codespaces) also renames its origin.
  if (!isProduction && headers.get("origin") === `http://${host}`) headers.set("origin", origin);

  const { method, body, signal } = raw;
  c.req.raw = new Request(url, { method, headers, body, signal, duplex: "half" } as RequestInit);
  return next();
});

/** Some platforms have more proxies than can be declared, and a header with just the client. */
function addressIn(headers: Headers, socket: string) {
  if (!env.CLIENT_IP_HEADER || !isProxy(socket, env.TRUSTED_PROXIES)) return undefined;
  const address = plainAddress(headers.get(env.CLIENT_IP_HEADER) ?? "");
  return isIP(address) ? address : undefined;
}

/** During development, a tunnel runs on this machine and doesn't have to be declared. */
function isOwnProxy(socket: string) {
  return isProxy(socket, env.TRUSTED_PROXIES) || (!isProduction && isLoopbackAddress(socket));
}

/**
 * The app's own origin that a request was sent to, or undefined if the app doesn't respond there.
 *
 * @param fromProxy whether it came through a trusted proxy
 */
function ownOrigin(headers: Headers, fromProxy: boolean) {
  return isProduction
    ? originInProduction(headers, fromProxy)
    : originInDevelopment(headers, fromProxy);
}

/** The host of a request counts only if it is one of the previews. */
function originInProduction(headers: Headers, fromProxy: boolean) {
  const outside = fromProxy ? last(headers.get("x-forwarded-host")) : undefined;
  const host = outside ?? headers.get("host") ?? "";
  return previewAt(host, env.PREVIEW_ORIGINS) ?? env.BETTER_AUTH_URL;
}

function originInDevelopment(headers: Headers, fromProxy: boolean) {
  const host = headers.get("host") ?? "";
  if (!isDevHost(host, env.DEV_HOSTS)) return undefined;
  if (!fromProxy) return new URL(`http://${host}`).origin;

  const outside = last(headers.get("x-forwarded-host")) ?? host;
  // Some tunnels rename the host. Only a declared name is one of the app's.
  if (outside !== host && !isDeclaredHost(outside, env.DEV_HOSTS)) {
    return new URL(`http://${host}`).origin;
  }
  const https = last(headers.get("x-forwarded-proto")) === "https";
  return new URL(`${https ? "https" : "http"}://${outside}`).origin;
}

/** What the nearest proxy says. */
function last(list: string | null) {
  return list?.split(",").at(-1)?.trim() || undefined;
}

const reading = ["GET", "HEAD", "OPTIONS"];

/** Only our own pages may send requests that change anything. */
export const sameOrigin = createMiddleware(async (c, next) => {
  // @feature social
  // Some providers send people back with a form. better-auth checks that they were sent there.
  if (new URL(c.req.raw.url).pathname.startsWith("/api/auth/callback/")) return next();
  // @end
  if (!reading.includes(c.req.method) && !comesFromHere(c.req.raw)) {
    const { origin } = new URL(c.req.raw.url);
    return c.text(`Refused: this request didn't come from a page at ${origin}.`, 403);
  }
  return next();
});

function comesFromHere({ url, headers }: Request) {
  const origin = headers.get("origin");
  if (origin !== null && isClientOrigin(origin)) return true; // @feature token
  if (origin !== null) return origin === new URL(url).origin;
  // Not a browser: without a Sec-Fetch-Site header there are no cookies of others to abuse.
  return ["same-origin", "none", null].includes(headers.get("sec-fetch-site"));
}

/** Enough for any form. Raise it if people upload files. */
const LARGEST_BODY_IN_BYTES = 1024 * 1024;

export const largestBody = bodyLimit({
  maxSize: LARGEST_BODY_IN_BYTES,
  onError(c) {
    // The rest of the body isn't read, so nothing else can arrive over this connection.
    c.header("Connection", "close");
    return c.text("This request is too large.", 413);
  },
});
// @feature account

/** The fields of a form in a request. Anything else counts as a form with no fields. */
export function readForm(c: Context) {
  return c.req.parseBody().catch((): Awaited<ReturnType<typeof c.req.parseBody>> => ({}));
}
// @end
