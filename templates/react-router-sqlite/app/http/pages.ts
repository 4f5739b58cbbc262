import * as build from "virtual:react-router/server-build";
import type { Context } from "hono";
import { createRequestHandler, RouterContextProvider } from "react-router";
import { nonceContext, sessionContext } from "~/context.server";
import type { ServerEnvironment } from "./types";

const handle = createRequestHandler(build, import.meta.env.MODE);

/** The routes of the app (app/routes.ts). */
export function pages(c: Context<ServerEnvironment>) {
  const context = new RouterContextProvider();
  context.set(sessionContext, c.get("session"));
  context.set(nonceContext, c.get("secureHeadersNonce") ?? "");
  return handle(c.req.raw, context);
}
