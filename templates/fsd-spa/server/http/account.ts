import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import type { Session } from "~/services/auth.server";
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import type { ServerEnvironment } from "./session";

type MemberEnvironment = ServerEnvironment & { Variables: { member: Session } };

/** What follows is for people who are signed in. */
const membersOnly = createMiddleware<MemberEnvironment>(async (c, next) => {
  const current = c.get("session");
  if (!current) return c.json({ code: "NOT_SIGNED_IN", message: "Sign in first." }, 401);
  c.set("member", current);
  return next();
});

/** What the account page shows and does, below `/api/account`. */
export const account = new Hono<MemberEnvironment>().use(membersOnly).get("/", async (c) => {
  const { user } = c.get("member");
  return c.json({
    hasPassword: await hasPassword(user.id), // @feature password
    twoFactorEnabled: user.twoFactorEnabled === true, // @feature two-factor
  });
});
