import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { emailOTP } from "better-auth/plugins";
import { db, provider, transaction } from "~/db";
import * as schema from "~/db/schema";
import { env, isProduction } from "~/env.server";
import { sendSignInCode } from "./emails/sign-in-code.server";
import { runInBackground } from "./hardening/background.server";
import { codeBoundToBrowser } from "./hardening/code-bound-to-browser.server";
import { cookies } from "./hardening/cookies.server";
import { guessBudget } from "./hardening/guess-budget.server";
import { hashCode, hashIdentifier } from "./hardening/hashes.server";
import { longestSession } from "./hardening/longest-session.server";
import { oneSessionPerBrowser } from "./hardening/one-session-per-browser.server";
import { onlyUsedEndpoints } from "./hardening/only-used-endpoints.server";
import { resendPause } from "./hardening/resend-pause.server";
import { tokenOnlyInCookie } from "./hardening/token-only-in-cookie.server";
import { reportFromAuth } from "./report.server";

export const CODE_LIFETIME_IN_SECONDS = 10 * 60;

export const auth = betterAuth({
  secret: env.BETTER_AUTH_SECRET,
  // In development the address is the one in the browser, whichever port is in use.
  baseURL: isProduction
    ? env.BETTER_AUTH_URL
    : {
        allowedHosts: ["localhost", "127.0.0.1", "[::1]"].flatMap((host) => [host, `${host}:*`]),
        protocol: "http",
      },
  database: drizzleAdapter(db, { provider, schema, transaction }),

  plugins: [
    emailOTP({
      otpLength: 6,
      expiresIn: CODE_LIFETIME_IN_SECONDS,
      allowedAttempts: 3,
      storeOTP: { hash: hashCode },
      sendVerificationOTP: ({ email, otp }) => sendSignInCode(email, otp),
    }),
    // The order matters: what refuses a request comes before what counts or changes something.
    onlyUsedEndpoints(),
    resendPause(),
    codeBoundToBrowser(),
    guessBudget(),
    oneSessionPerBrowser(),
    longestSession(),
    tokenOnlyInCookie(),
  ],

  // Sessions live in the database and nowhere else, so that signing out takes effect at once.
  session: { cookieCache: { enabled: false } },
  verification: { storeIdentifier: { hash: hashIdentifier } },

  // Counted per client address, in the database: a restart or a second process changes nothing.
  rateLimit: {
    enabled: true,
    storage: "database",
    customRules: {
      "/email-otp/send-verification-otp": { window: 60, max: 3 },
      "/sign-in/email-otp": { window: 60, max: 10 },
    },
  },

  advanced: {
    ...cookies(),
    // Set by our own server (server/http/client-address.ts), never taken from the client.
    ipAddress: { ipAddressHeaders: ["x-client-ip"] },
    backgroundTasks: { handler: runInBackground },
  },
  onAPIError: { errorURL: "/login" },
  logger: { log: reportFromAuth },
  telemetry: { enabled: false },
});

export type Session = typeof auth.$Infer.Session;
