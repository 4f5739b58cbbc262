import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { paths } from "@/shared/config";
import { auth } from "~/services/auth.server";
import { deviceName } from "~/services/device";
import { isUndoLinkAlive } from "~/services/email-change/undo.server"; // @feature account
import { isBrowserLinkAlive } from "~/services/hardening/known-browsers.server";
import { isAllowedName } from "~/services/rules";
import { signInStep } from "~/services/sign-in/email-code/sign-in-step.server"; // @feature email-code
// @feature password
import { isResetLinkAlive } from "~/services/sign-in/password/new-password.server";
import { isConfirmLinkAlive } from "~/services/sign-in/password/registration.server";
// @end
import { providerButtons } from "~/services/sign-in/social/providers.server"; // @feature social
import { account } from "./account"; // @feature account
import type { ServerEnvironment } from "./session";

const withBody = ["POST", "PUT", "PATCH"];

/** A form on another site can send text that looks like JSON, but it can't claim to be JSON. */
const jsonOnly = createMiddleware(async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (withBody.includes(c.req.method) && type !== "application/json") {
    return c.json({ code: "NOT_JSON", message: "Send application/json." }, 415);
  }
  return next();
});

const profile = z.object({ name: z.string().trim().min(1).refine(isAllowedName) });

/** The pages that links in emails lead to. */
const links = {
  [paths.knowBrowser]: isBrowserLinkAlive,
  [paths.undoEmailChange]: isUndoLinkAlive, // @feature account
  // @feature password
  [paths.confirmEmail]: isConfirmLinkAlive,
  [paths.resetPassword]: isResetLinkAlive,
  // @end
};

const emailedLink = z.object({
  path: z.enum(Object.keys(links) as (keyof typeof links)[]),
  token: z.string().max(100),
});

/**
 * What the pages ask for. Your own endpoints go here; the client has their types (`Api`), so a
 * change that breaks a page fails the type check.
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
        device: deviceName(session.userAgent),
      },
    });
  })
  // @feature email-code
  // Where this browser is in a sign-in by code, so that a reload does not lose its place.
  .get("/sign-in-step", async (c) => c.json(await signInStep(c.req.raw.headers)))
  .delete("/sign-in-step", async (c) => {
    const { headers } = await auth.api.forgetPendingSignIn({
      headers: c.req.raw.headers,
      returnHeaders: true,
    });
    for (const cookie of headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
    return c.json(null);
  })
  // @end
  // @feature password
  // The code that this browser is asked for besides the password, if it is.
  .get("/new-browser-step", async (c) =>
    c.json(await auth.api.newBrowserStep({ headers: c.req.raw.headers })),
  )
  // @end
  // @feature social
  .get("/providers", (c) => c.json(providerButtons))
  // @end
  // @feature two-factor
  // Whether this browser has passed the first factor, and has no attempts left for the second.
  .get("/second-factor-step", async (c) => {
    const { headers } = c.req.raw;
    return c.json({
      due: await auth.api.isSecondFactorDue({ headers }),
      over: await auth.api.isSecondFactorOver({ headers }),
    });
  })
  // @end
  // Whether the link in an email still works, so that its page can say so before anyone types.
  .post("/link", async (c) => {
    const link = emailedLink.safeParse(await c.req.json().catch(() => null));
    if (!link.success)
      return c.json({ code: "INVALID_LINK", message: "There is no such link." }, 400);
    return c.json({ alive: await links[link.data.path](link.data.token) });
  })
  .route("/account", account) // @feature account
  .patch("/me", async (c) => {
    if (!c.get("session")) return c.json({ code: "NOT_SIGNED_IN", message: "Sign in first." }, 401);
    const body = profile.safeParse(await c.req.json().catch(() => null));
    if (!body.success)
      return c.json({ code: "INVALID_NAME", message: "This name can't be used." }, 400);
    await auth.api.updateUser({ headers: c.req.raw.headers, body: body.data });
    return c.json(body.data);
  });

export type Api = typeof api;

const codes: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  413: "TOO_LARGE",
};

/** Every error of the API is JSON, no matter what caused it: `{ code, message }`. */
export const jsonErrors = createMiddleware(async (c, next) => {
  await next();
  const { status, headers } = c.res;
  if (status < 400 || headers.get("content-type")?.startsWith("application/json")) return;
  const code = codes[status] ?? "FAILED";
  c.res = Response.json({ code, message: await c.res.text() }, { status });
});

/** The pages seen while signed in are not shown again by the back button. */
export const forgetPages = createMiddleware(async (c, next) => {
  await next();
  c.header("Clear-Site-Data", '"cache"');
});
