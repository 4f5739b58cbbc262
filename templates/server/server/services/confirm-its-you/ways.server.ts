import type { GenericEndpointContext } from "better-auth";
import { digitsIn } from "~/lib/digits";
import { type CodeFor, spendCode } from "~/services/hardening/emailed-codes.server";
import { type Guessable, restoreGuesses, spendGuess } from "~/services/hardening/guesses.server";
// @feature passkey
import { checkPasskey } from "~/services/sign-in/passkey/confirmation.server";
import { hasPasskey } from "~/services/sign-in/passkey/passkeys.server";
// @end
import { checkPassword, hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import { checkAppCode } from "~/services/two-factor/second-factor-guesses.server"; // @feature two-factor
import { waysIn } from "~/services/ways-in.server"; // @feature passkey

/** Someone who is signed in, and the session in which they are asked. */
export interface Current {
  user: {
    id: string;
    email: string;
    twoFactorEnabled?: boolean | null | undefined; // @feature two-factor
  };
  session: { id: string; userId: string };
}

/** One way to confirm that it's you. */
interface Way {
  /** What an email calls the proof when someone guesses at it. */
  what: string;
  /** Whether the person has it. */
  has: (user: Current["user"]) => boolean | Promise<boolean>;
  /** Whether it's enough for an account that has a second factor. */
  isStrong: boolean; // @feature two-factor
  /** @throws APIError unless the proof is right */
  check: (ctx: GenericEndpointContext, current: Current, proof: string) => Promise<void>;
}

/** All ways. People are asked for the first one that they have, and can choose another. */
const ways = {
  // @feature passkey
  passkey: {
    what: "passkey",
    has: ({ id }) => hasPasskey(id),
    isStrong: true, // @feature two-factor
    check: checkPasskey,
  },
  // @end
  // @feature two-factor
  "app-code": {
    what: "authenticator code",
    has: ({ twoFactorEnabled }) => twoFactorEnabled === true,
    isStrong: true,
    check: (ctx, { user }, code) => checkAppCode(ctx, user.id, digitsIn(code)),
  },
  // @end
  // @feature password
  password: {
    what: "password",
    has: ({ id }) => hasPassword(id),
    isStrong: false, // @feature two-factor
    check: (ctx, { user }, password) => checkPassword(ctx, user.id, password),
  },
  // @end
  "email-code": {
    what: "code from an email",
    has: () => true,
    isStrong: false, // @feature two-factor
    check: (_, current, code) => spendCode(codeOf(current), digitsIn(code)),
  },
} satisfies Record<string, Way>;

export type WayToConfirm = keyof typeof ways;

export const wayNames = Object.keys(ways) as [WayToConfirm, ...WayToConfirm[]];

/**
 * How someone can confirm that it's them, the best one first. Where signing in takes a second
 * factor, a code from an email or a password alone isn't enough here either.
 */
export async function waysToConfirm(user: Current["user"]): Promise<WayToConfirm[]> {
  const found: WayToConfirm[] = [];
  for (const name of wayNames) {
    const way: Way = ways[name];
    if (await way.has(user)) found.push(name);
  }
  // @feature two-factor
  if (user.twoFactorEnabled) return found.filter((name) => ways[name].isStrong);
  // @end
  // @feature passkey
  // Anything else would be weaker than how they sign in.
  if ((await waysIn(user.id)).join() === "passkey") return ["passkey"];
  // @end
  return found;
}

/** Compares the proof, once the guess is counted. @throws APIError unless it's right */
export async function checkProof(
  ctx: GenericEndpointContext,
  current: Current,
  { way, proof }: { way: WayToConfirm; proof: string },
) {
  // Counted together with those at the current password where a password is changed.
  const kind = `current-${way}`;
  const guess: Guessable = { kind, what: ways[way].what, email: current.user.email };
  await spendGuess(guess, ctx);
  await ways[way].check(ctx, current, proof);
  await restoreGuesses(guess, ctx);
}

/** The emailed code works only in the session that requested it, and only for this. */
export function codeOf({ session }: Current): CodeFor {
  return { purpose: "confirm-its-you", boundTo: session.id };
}
