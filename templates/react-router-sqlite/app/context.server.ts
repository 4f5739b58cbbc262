import type { Context } from "hono";
import { createContext, RouterContextProvider } from "react-router";
import type { ServerEnvironment } from "~/http/session";
import type { Session } from "~/services/auth.server";

/** Who is signed in. Looked up once per request by http/session.ts. */
export const sessionContext = createContext<Session | null>(null);

/** The nonce of this answer's Content-Security-Policy. */
export const nonceContext = createContext<string>();

/** What pages find in their context. */
export function pageContext(c: Context<ServerEnvironment>) {
  const context = new RouterContextProvider();
  context.set(sessionContext, c.get("session"));
  context.set(nonceContext, c.get("secureHeadersNonce") ?? "");
  return context;
}
