import { createHash } from "node:crypto";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import type { GenericEndpointContext } from "better-auth";
import { APIError, getSessionFromCtx } from "better-auth/api";
import { appName } from "~/brand";
import {
  CHANGE_PASSWORD,
  LONGEST_PASSWORD,
  lengthOf,
  REGISTER,
  RESET_PASSWORD,
  SHORTEST_PASSWORD,
} from "./rules";
import { mayBeShorter } from "./with-two-factor"; // @feature two-factor

/** Where a new password comes in, and what it is called there. */
const fields = new Map([
  [REGISTER, "password"],
  [RESET_PASSWORD, "newPassword"],
  [CHANGE_PASSWORD, "newPassword"],
]);
export const takesNewPassword = [...fields.keys()];

/** Refuses new passwords that are short, or that attackers try because others have used them. */
export async function onlyStrongPasswords(ctx: GenericEndpointContext) {
  const password = textOf(ctx.body?.[fields.get(ctx.path) ?? ""]);
  if (lengthOf(password) > LONGEST_PASSWORD) {
    throw refused("PASSWORD_TOO_LONG", "The password is too long");
  }
  if (lengthOf(password) < SHORTEST_PASSWORD) {
    // @feature two-factor
    if (mayBeShorter(password, await ownerOfNewPassword(ctx))) return refuseGuessed(ctx, password);
    // @end
    throw refused("PASSWORD_TOO_SHORT", "The password is too short");
  }
  await refuseGuessed(ctx, password);
}

async function refuseGuessed(ctx: GenericEndpointContext, password: string) {
  if (isGuessable(password, await knownAbout(ctx))) {
    throw refused("PASSWORD_GUESSABLE", "The password is easy to guess");
  }
  if (await isBreached(password)) {
    throw refused("PASSWORD_COMPROMISED", "The password is one that was stolen elsewhere");
  }
}

/** What an attacker would try first, because it is known about the person or about this app. */
async function knownAbout(ctx: GenericEndpointContext) {
  const { host } = new URL(ctx.context.baseURL);
  if (ctx.path === REGISTER) return [host, textOf(ctx.body?.email)];
  const owner = await ownerOfNewPassword(ctx);
  return owner ? [host, owner.email, owner.name] : [host];
}

/** Whose password is to be changed: of the one who is signed in, or of the one who was sent the link. */
async function ownerOfNewPassword(ctx: GenericEndpointContext) {
  const { internalAdapter } = ctx.context;
  if (ctx.path === CHANGE_PASSWORD) return (await getSessionFromCtx(ctx))?.user ?? null;
  if (ctx.path !== RESET_PASSWORD) return null;
  const link = await internalAdapter.findVerificationValue(`reset-password:${ctx.body?.token}`);
  return link && internalAdapter.findUserById(link.value);
}

function textOf(value: unknown) {
  return typeof value === "string" ? value : "";
}

function refused(code: string, message: string) {
  return new APIError("BAD_REQUEST", { code, message });
}

/** Of a long password, only the beginning is looked at: the time it takes grows with its square. */
const LOOKED_AT = 40;

/** How many guesses someone who knows how people choose passwords should need at least. */
const ENOUGH_GUESSES = 1e12;
const ENOUGH_BESIDE_SECOND_FACTOR = 1e6; // @feature two-factor

const estimator = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  maxLength: LOOKED_AT,
});

/**
 * Whether a password is soon guessed: a common one, a run of keys, a date, something repeated. What
 * is known about the person and this app does not count. No network is needed to tell.
 */
export function isGuessable(password: string, known: string[] = []) {
  const { guesses } = estimator.check(without(password, [appName, ...known]));
  // @feature two-factor
  if (lengthOf(password) < SHORTEST_PASSWORD) return guesses < ENOUGH_BESIDE_SECOND_FACTOR;
  // @end
  return guesses < ENOUGH_GUESSES;
}

/** The password without these texts and their words, however often it has them. */
function without(password: string, texts: string[]) {
  const words = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...texts, ...words]
    .filter((word) => word.length > 2)
    .sort((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word.toLowerCase(), ""), password.toLowerCase());
}

const LONGEST_WAIT_IN_MS = 1_000;

/**
 * Whether a password is in one of the collections of stolen ones that Have I Been Pwned knows. It
 * learns the first five digits of a hash, which thousands of passwords share. If it doesn't
 * answer in time, the password counts as good: its outage isn't the person's fault.
 *
 * https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
export async function isBreached(password: string, fetchRange = fetch) {
  const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
  try {
    const response = await fetchRange(
      `https://api.pwnedpasswords.com/range/${hash.slice(0, 5)}`,
      // Padding hides the length of the list from anyone who watches the connection.
      { headers: { "Add-Padding": "true" }, signal: AbortSignal.timeout(LONGEST_WAIT_IN_MS) },
    );
    if (!response.ok) return false;
    const rest = hash.slice(5);
    const lines = (await response.text()).split(/\r?\n/);
    return lines.some((line) => line.startsWith(`${rest}:`) && !line.endsWith(":0"));
  } catch {
    return false;
  }
}
