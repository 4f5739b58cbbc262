import type { Context } from "hono";
import { createContext, RouterContextProvider } from "react-router";
import type { ServerEnvironment } from "~/http/session";
import type { Session } from "~/services/auth.server";

/** Who is signed in. Looked up once per request by http/session.ts. */
export const sessionContext = createContext<Session | null>(null);

/** Who is signed in, in a route inside protected.tsx. @throws a 401 anywhere else */
export function requireSession(context: Readonly<RouterContextProvider>): Session {
  const session = context.get(sessionContext);
  if (!session) throw new Response("Not signed in", { status: 401 });
  return session;
}

/** The nonce of this response's Content-Security-Policy. */
export const nonceContext = createContext<string>();

/** What pages find in their context. */
export function pageContext(c: Context<ServerEnvironment>) {
  const context = new RouterContextProvider();
  context.set(sessionContext, c.get("session"));
  context.set(nonceContext, c.get("secureHeadersNonce") ?? "");
  return context;
}
