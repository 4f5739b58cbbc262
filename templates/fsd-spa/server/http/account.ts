import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { activityOf } from "~/services/account/activity.server";
import { ACTIVITY_KEPT_IN_DAYS } from "~/services/account/rules";
import { sessionsOf } from "~/services/account/sessions.server";
import { exportData } from "~/services/account/your-data.server";
import type { Session } from "~/services/auth.server";
import { waysToConfirm } from "~/services/confirm-its-you/ways.server";
import { emailChangeStep } from "~/services/email-change/email-change.server";
import { isRecent } from "~/services/hardening/recent-sign-in.server";
import { passkeysOf } from "~/services/sign-in/passkey/passkeys.server"; // @feature passkey
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import { connectionsOf } from "~/services/sign-in/social/connections.server"; // @feature social
import { trustedDevicesOf } from "~/services/two-factor/trusted-devices.server"; // @feature two-factor
import type { ServerEnvironment } from "./session";

type MemberEnvironment = ServerEnvironment & { Variables: { member: Session } };

/** What follows is for people who are signed in. */
const membersOnly = createMiddleware<MemberEnvironment>(async (c, next) => {
  const current = c.get("session");
  if (!current) return c.json({ code: "NOT_SIGNED_IN", message: "Sign in first." }, 401);
  c.set("member", current);
  return next();
});

/** The client asks people to confirm that it's them, and sends the request once more. */
const afterRecentSignIn = createMiddleware<MemberEnvironment>(async (c, next) => {
  if (await isRecent(c.get("member").session)) return next();
  return c.json({ code: "CONFIRM_ITS_YOU", message: "Confirm it's you first." }, 403);
});

/** What the account page shows, below `/api/account`. What it changes is in services/. */
export const account = new Hono<MemberEnvironment>()
  .use(membersOnly)
  .get("/", async (c) => {
    const { user, session } = c.get("member");
    return c.json({
      name: user.name,
      email: user.email,
      emailChange: await emailChangeStep(session),
      hasPassword: await hasPassword(user.id), // @feature password
      // @feature passkey
      passkeys: (await passkeysOf(user.id)).map(({ id, name, createdAt, lastUsedAt }) => ({
        id,
        name: name ?? "Passkey",
        createdAt,
        lastUsedAt,
      })),
      // @end
      connections: await connectionsOf(user.id), // @feature social
      // @feature two-factor
      twoFactorEnabled: user.twoFactorEnabled === true,
      trustedDevices: await trustedDevicesOf(user.id),
      // @end
    });
  })
  .get("/sessions", async (c) => c.json(await sessionsOf(c.get("member").session)))
  .get("/data", afterRecentSignIn, async (c) => c.json(await exportData(c.get("member").user)))
  // @feature password|social
  // Asked before a form or a request that can't be sent once more.
  .get("/recent-sign-in", afterRecentSignIn, (c) => c.json(null))
  // @end
  .get("/activity", async (c) =>
    c.json({ days: ACTIVITY_KEPT_IN_DAYS, entries: await activityOf(c.get("member").user.id) }),
  )
  // How people can confirm that it's them, the best way first.
  .get("/ways-to-confirm", async (c) => c.json(await waysToConfirm(c.get("member").user)));
