import { Hono } from "hono";
import { z } from "zod";
import { auth } from "~/services/auth.server";
import { isAllowedName } from "~/services/rules";
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import { jsonOnly } from "./json-only";
import type { ServerEnvironment } from "./types";

const profile = z.object({ name: z.string().trim().min(1).refine(isAllowedName) });

/**
 * What the pages ask for. Your own endpoints go here; the client has their types (`Api`), so a
 * change that a page does not follow fails the type-check.
 */
export const api = new Hono<ServerEnvironment>()
  .use(jsonOnly)
  .get("/me", (c) => {
    const current = c.get("session");
    if (!current) return c.json({ code: "NOT_SIGNED_IN", message: "Sign in first." }, 401);
    const { user, session } = current;
    return c.json({
      user: { email: user.email, name: user.name },
      session: {
        createdAt: session.createdAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
        userAgent: session.userAgent ?? null,
      },
    });
  })
  // @feature email-code
  // Where this browser is in a sign-in by code, so that a reload does not lose its place.
  .get("/sign-in-step", async (c) =>
    c.json(await auth.api.signInStep({ headers: c.req.raw.headers })),
  )
  .delete("/sign-in-step", async (c) => {
    const { headers } = await auth.api.forgetPendingSignIn({
      headers: c.req.raw.headers,
      returnHeaders: true,
    });
    for (const cookie of headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
    return c.json(null);
  })
  // @end
  // @feature password|two-factor
  .get("/security", async (c) => {
    const current = c.get("session");
    if (!current) return c.json({ code: "NOT_SIGNED_IN", message: "Sign in first." }, 401);
    return c.json({
      hasPassword: await hasPassword(current.user.id), // @feature password
      twoFactorEnabled: current.user.twoFactorEnabled === true, // @feature two-factor
    });
  })
  // @end
  .patch("/me", async (c) => {
    if (!c.get("session")) return c.json({ code: "NOT_SIGNED_IN", message: "Sign in first." }, 401);
    const body = profile.safeParse(await c.req.json().catch(() => null));
    if (!body.success)
      return c.json({ code: "INVALID_NAME", message: "This name cannot be used." }, 400);
    await auth.api.updateUser({ headers: c.req.raw.headers, body: body.data });
    return c.json(body.data);
  });

export type Api = typeof api;
