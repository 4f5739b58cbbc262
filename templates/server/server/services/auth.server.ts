import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { emailOTP } from "better-auth/plugins"; // @feature email-code
import { CODE_LENGTH, CODE_LIFETIME_IN_MINUTES, TRIES_PER_CODE } from "~/code-rules"; // @feature email-code
import { db, provider, transaction } from "~/db";
import * as schema from "~/db/schema";
import { env } from "~/env.server";
import { LINK_LIFETIME_IN_MINUTES, LONGEST_PASSWORD } from "~/password-rules"; // @feature password
import { UNUSED_SESSION_IN_DAYS } from "~/session-rules";
import { baseURL } from "./auth-address.server";
import { sendSignInCode } from "./emails/sign-in-code.server"; // @feature email-code
import { appCodeOnce } from "./hardening/app-code-once.server"; // @feature two-factor
import { runInBackground } from "./hardening/background.server";
import { clientLimits } from "./hardening/client-limits";
import { codeBoundToBrowser } from "./hardening/code-bound-to-browser.server"; // @feature email-code
import { codeOfAnotherBrowser } from "./hardening/code-of-another-browser.server"; // @feature email-code
import { confirmEmail } from "./hardening/confirm-email.server"; // @feature password
import { cookies } from "./hardening/cookies.server";
import { currentPasswordGuesses } from "./hardening/current-password-guesses.server"; // @feature password
import { guessBudget } from "./hardening/guess-budget.server"; // @feature email-code
// @feature email-code
import { CODE_IDENTIFIER, hashCode, hashCodeIdentifier } from "./hardening/hash-code.server";
// @end
import { hashIdentifier } from "./hardening/hashes.server";
import { knownBrowsers } from "./hardening/known-browsers.server";
import { noteCode } from "./hardening/live-codes.server"; // @feature email-code
import { longestSession } from "./hardening/longest-session.server";
import { afterReset, newPassword } from "./hardening/new-password.server"; // @feature password
import { newSecondFactor } from "./hardening/new-second-factor.server"; // @feature two-factor
import { noLatePassword } from "./hardening/no-late-password.server"; // @feature password
import { noLateSession } from "./hardening/no-late-session.server"; // @feature password|two-factor
// @feature password
// @feature two-factor
import { noShortPasswordAlone } from "./hardening/no-short-password-alone.server";
// @end
// @end
import { oneSessionPerBrowser } from "./hardening/one-session-per-browser.server";
import { onlyUsedEndpoints } from "./hardening/only-used-endpoints.server";
import { passwordGuessBudget } from "./hardening/password-guess-budget.server"; // @feature password
import { recentSignIn } from "./hardening/recent-sign-in.server"; // @feature two-factor
import { refusedInserts } from "./hardening/refused-inserts.server";
import { register } from "./hardening/register.server"; // @feature password
import { renewedSession } from "./hardening/renewed-session.server"; // @feature password|two-factor
import { resendPause } from "./hardening/resend-pause.server"; // @feature email-code
import { secondFactor } from "./hardening/second-factor.server"; // @feature two-factor
import { secondFactorGuesses } from "./hardening/second-factor-guesses.server"; // @feature two-factor
import { secondFactorNotices } from "./hardening/second-factor-notices.server"; // @feature two-factor
import { strongPasswords } from "./hardening/strong-passwords.server"; // @feature password
import { tokenOnlyInCookie } from "./hardening/token-only-in-cookie.server";
import { userFields } from "./hardening/user-fields.server";
import { wellFormedBodies } from "./hardening/well-formed-bodies.server";
import { indexes } from "./indexes.server";
import { mailReset } from "./password-links.server"; // @feature password
import { passOn, reportFromAuth } from "./report.server";

export const auth = betterAuth({
  secret: env.BETTER_AUTH_SECRET,
  baseURL,
  database: refusedInserts(drizzleAdapter(db, { provider, schema, transaction })),

  // @feature password
  emailAndPassword: {
    enabled: true,
    // By our own endpoint instead: hardening/register.server.ts.
    disableSignUp: true,
    requireEmailVerification: true,
    // Which ones are refused: hardening/strong-passwords.server.ts. An emoji counts twice here.
    maxPasswordLength: 2 * LONGEST_PASSWORD,
    resetPasswordTokenExpiresIn: LINK_LIFETIME_IN_MINUTES * 60,
    revokeSessionsOnPasswordReset: true,
    sendResetPassword: mailReset,
    onPasswordReset: afterReset,
  },
  // @end

  plugins: [
    wellFormedBodies(),
    // @feature email-code
    emailOTP({
      otpLength: CODE_LENGTH,
      expiresIn: CODE_LIFETIME_IN_MINUTES * 60,
      allowedAttempts: TRIES_PER_CODE,
      storeOTP: { hash: hashCode },
      async sendVerificationOTP({ email, otp }) {
        await noteCode(email, otp, CODE_LIFETIME_IN_MINUTES * 60);
        await sendSignInCode(email, otp);
      },
    }),
    // @end
    // The order matters: what refuses a request comes before what counts or changes something.
    onlyUsedEndpoints(),
    userFields(),
    recentSignIn(), // @feature two-factor
    // @feature email-code
    resendPause(),
    codeBoundToBrowser(),
    guessBudget(),
    codeOfAnotherBrowser(),
    // @end
    noLateSession(), // @feature password|two-factor
    // @feature password
    noLatePassword(),
    passwordGuessBudget(),
    strongPasswords(),
    noShortPasswordAlone(), // @feature two-factor
    currentPasswordGuesses(),
    register(),
    confirmEmail(),
    newPassword(),
    // @end
    oneSessionPerBrowser(),
    // @feature two-factor
    secondFactorGuesses(),
    appCodeOnce(),
    secondFactor(),
    newSecondFactor(),
    secondFactorNotices(),
    // @end
    knownBrowsers(),
    longestSession(),
    renewedSession(), // @feature password|two-factor
    tokenOnlyInCookie(),
    indexes(),
  ],

  // Sessions live in the database and nowhere else, so that signing out takes effect at once.
  session: { cookieCache: { enabled: false }, expiresIn: UNUSED_SESSION_IN_DAYS * 24 * 60 * 60 },
  // What has expired is deleted hourly (db/prune.ts), and not all at once while someone waits.
  verification: {
    disableCleanup: true,
    storeIdentifier: {
      default: { hash: hashIdentifier },
      overrides: { [CODE_IDENTIFIER]: { hash: hashCodeIdentifier } }, // @feature email-code
    },
  },

  // Counted per client address, in the database: a restart or a second process changes nothing.
  rateLimit: {
    enabled: true,
    storage: "database",
    customRules: clientLimits,
  },

  advanced: {
    ...cookies(),
    // Set by our own server (http/client-address.ts), never taken from the client.
    ipAddress: { ipAddressHeaders: ["x-client-ip"] },
    backgroundTasks: { handler: runInBackground },
  },
  onAPIError: { errorURL: "/login", onError: passOn },
  logger: { log: reportFromAuth },
  telemetry: { enabled: false },
});

export type Session = typeof auth.$Infer.Session;
