import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { getSessionFromCtx } from "better-auth/api";
import { after, before, type Feature, inOrder } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { type Guessable, restoreGuesses, spendGuess } from "~/services/hardening/guesses.server";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import {
  afterChange,
  afterReset,
  mailReset,
  noLatePassword,
  passwordGuessOf,
} from "./new-password.server";
import { confirmEmail, register, registerAgain } from "./registration.server";
import {
  CHANGE_PASSWORD,
  LINK_LIFETIME_IN_MINUTES,
  LONGEST_PASSWORD,
  passwordEndpoints,
  passwordLimits,
  SIGN_IN_WITH_PASSWORD,
} from "./rules";
import { onlyStrongPasswords, takesNewPassword } from "./strong-passwords";
import { fieldsOfTwoFactor, noShortPasswordAlone } from "./with-two-factor"; // @feature two-factor

/** Where people who are signed in are asked for their password, and what it is called there. */
const currentPassword = new Map<string, string>([
  [CHANGE_PASSWORD, "currentPassword"],
  ...fieldsOfTwoFactor, // @feature two-factor
]);
const asksForPassword = [...currentPassword.keys()];

/** The order matters: what refuses a request comes before what counts or changes something. */
const guards = {
  id: "password-guards",
  endpoints: { register, registerAgain, confirmEmail },
  hooks: inOrder(
    before(SIGN_IN_WITH_PASSWORD, (ctx) => spendGuess(passwordGuessOf(ctx.body?.email), ctx)),
    before(CHANGE_PASSWORD, onlyAfterRecentSignIn),
    before(takesNewPassword, onlyStrongPasswords),
    noShortPasswordAlone, // @feature two-factor
    before(asksForPassword, countCurrentPassword),
    before(CHANGE_PASSWORD, endOtherSessions),
    after(SIGN_IN_WITH_PASSWORD, (ctx) => restoreGuesses(passwordGuessOf(ctx.body?.email), ctx)),
    after(asksForPassword, restoreCurrentPassword),
    after(CHANGE_PASSWORD, afterChange),
  ),
} satisfies BetterAuthPlugin;

/** Signing in with a password. Accounts begin when their address is confirmed by a link. */
export const password = {
  endpoints: passwordEndpoints,
  limits: passwordLimits,
  emailAndPassword: {
    enabled: true,
    // By our own endpoint instead: registration.server.ts.
    disableSignUp: true,
    requireEmailVerification: true,
    // Which ones are refused: strong-passwords.ts. An emoji counts twice here.
    maxPasswordLength: 2 * LONGEST_PASSWORD,
    resetPasswordTokenExpiresIn: LINK_LIFETIME_IN_MINUTES * 60,
    revokeSessionsOnPasswordReset: true,
    sendResetPassword: mailReset,
    onPasswordReset: afterReset,
  },
  plugins: [...accountChanges, noLatePassword, guards],
} as const satisfies Feature;

/**
 * A stolen session must not be of use for finding out the password. These guesses are counted
 * apart from those at signing in, so that a stranger's do not keep the owner from changing it.
 */
async function countCurrentPassword(ctx: GenericEndpointContext) {
  const current = await getSessionFromCtx(ctx);
  if (!current || typeof ctx.body?.[currentPassword.get(ctx.path) ?? ""] !== "string") return;
  await spendGuess(guessOf(current.user), ctx);
}

async function restoreCurrentPassword(ctx: GenericEndpointContext) {
  const { session } = ctx.context;
  if (session) await restoreGuesses(guessOf(session.user), ctx);
}

function guessOf({ email }: { email: string }): Guessable {
  return { kind: "current-password", what: "password", email };
}

/** A new password ends all that the old one may have let in. */
async function endOtherSessions({ body }: GenericEndpointContext) {
  return { context: { body: { ...body, revokeOtherSessions: true } } };
}
