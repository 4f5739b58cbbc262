import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { db, provider, transaction } from "~/db";
import * as schema from "~/db/schema";
import { env } from "~/env.server";
import { account } from "./account/account.server"; // @feature account
import { LAST_SEEN_WITHIN_MINUTES } from "./account/rules"; // @feature account
import { baseURL } from "./addresses.server";
import { confirmItsYou } from "./confirm-its-you/confirm-its-you.server"; // @feature account
import { runInBackground } from "./email.server";
import { emailChange } from "./email-change/email-change.server"; // @feature account
import { collect } from "./feature";
import { cookies } from "./hardening/cookies";
import { knownBrowsers } from "./hardening/known-browsers.server";
import { newBrowserCode } from "./hardening/new-browsers/code-step.server"; // @feature password
import { newBrowserNotice } from "./hardening/new-browsers/notice.server"; // @feature account
import * as requests from "./hardening/requests.server";
import * as stored from "./hardening/stored.server";
import { passOn, reportFromAuth } from "./report.server";
import { knowBrowserLimits, UNUSED_SESSION_IN_DAYS } from "./rules";
import { emailCode } from "./sign-in/email-code/email-code.server"; // @feature email-code
// @feature react-router
import { lastWay } from "./sign-in/last-way.server"; // @feature several-ways
// @end
import { passkey } from "./sign-in/passkey/passkey.server"; // @feature passkey
import { password } from "./sign-in/password/password.server"; // @feature password
import { social } from "./sign-in/social/social.server"; // @feature social
import { twoFactor } from "./two-factor/two-factor.server"; // @feature two-factor

/** How people sign in. The order matters: better-auth calls their plugins in this order. */
const features = collect([
  emailCode, // @feature email-code
  twoFactor, // @feature two-factor
  password, // @feature password
  passkey, // @feature passkey
  social, // @feature social
  newBrowserCode, // @feature password
  newBrowserNotice, // @feature account
  account, // @feature account
  confirmItsYou, // @feature account
  emailChange, // @feature account
]);

export const auth = betterAuth({
  secret: env.BETTER_AUTH_SECRET,
  baseURL,
  database: stored.refusedInserts(drizzleAdapter(db, { provider, schema, transaction })),
  emailAndPassword: features.emailAndPassword,

  // Refusing comes before counting, and counting before changing anything.
  plugins: [
    requests.wellFormedBodies,
    requests.onlyUsedEndpoints(features.endpoints),
    stored.userFields,
    requests.oneSessionPerBrowser,
    // @feature react-router
    // Before a second factor is asked for, which replaces the session.
    lastWay, // @feature several-ways
    // @end
    ...features.plugins,
    knownBrowsers,
    stored.longestSession,
    requests.tokenOnlyInCookie,
    stored.indexes,
  ],

  // Sessions live in the database and nowhere else, so signing out takes effect immediately.
  session: {
    cookieCache: { enabled: false },
    expiresIn: UNUSED_SESSION_IN_DAYS * 24 * 60 * 60,
    updateAge: LAST_SEEN_WITHIN_MINUTES * 60, // @feature account
  },
  // Expired rows are deleted hourly (db/prune.ts), not all at once while someone waits.
  verification: {
    disableCleanup: true,
    storeIdentifier: { default: { hash: stored.hashIdentifier }, overrides: features.storedAs },
  },

  // Counted per client address, in the database, so a restart or a second process changes nothing.
  rateLimit: {
    enabled: true,
    storage: "database",
    customRules: { ...features.limits, ...knowBrowserLimits },
  },

  advanced: {
    ...cookies(env),
    // Set by our own server (http/client-address.ts), never taken from the client.
    ipAddress: { ipAddressHeaders: ["x-client-ip"] },
    backgroundTasks: { handler: runInBackground },
  },
  onAPIError: { errorURL: "/login", onError: passOn },
  logger: { log: reportFromAuth },
  telemetry: { enabled: false },
});

export type Session = typeof auth.$Infer.Session;
