import { randomUUID } from "node:crypto";
import { defineRequestState } from "@better-auth/core/context";
import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { deleteSessionCookie, expireCookie, setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { digitsIn } from "~/lib/digits";
import { noteActivity } from "~/services/account/activity.server";
import {
  after,
  afterRefusal,
  before,
  type Feature,
  type HookContext,
  inOrder,
} from "~/services/feature";
import { EMAILED_CODE } from "~/services/rules";
import { RESET_PASSWORD, SIGN_IN_WITH_PASSWORD } from "~/services/sign-in/password/rules";
import { accountChanges, watchAccount } from "../account-changes.server";
import {
  type CodeFor,
  codeState,
  newCode,
  secondsToNextCode,
  spendCode,
} from "../emailed-codes.server";
import { type Guessable, restoreGuesses, spendGuess } from "../guesses.server";
import { isKnownBrowser, knowBrowser } from "../known-browsers.server";
import { findStored } from "../stored.server";
import { sendNewBrowserCode } from "./emails";
import { ENTER_CODE, newBrowserEndpoints, newBrowserLimits, SEND_CODE_AGAIN } from "./rules";

/** Longer than a code lives, so that someone who comes back late can have another one sent. */
const LIFETIME_IN_MS = (EMAILED_CODE.lifetimeInMinutes + 20) * 60 * 1000;

/** Ends the step: the code is used up together with the sign-in that it was for. */
const enterCode = createAuthEndpoint(
  ENTER_CODE,
  { method: "POST", body: z.object({ code: z.string() }) },
  async (ctx) => {
    const { id, owner } = await waitingHere(ctx);
    await watchAccount(owner.id);
    await spendGuess(guessOf(owner), ctx);
    await spendCode(codeOf(id), digitsIn(ctx.body.code));
    const { internalAdapter } = ctx.context;
    // A new password ends sign-ins that are under way.
    if (!(await internalAdapter.consumeVerificationValue(identifierOf(id)))) throw isOver();
    const session = await internalAdapter.createSession(owner.id);
    await setSessionCookie(ctx, { session, user: owner });
    expireCookie(ctx, cookie(ctx));
    await restoreGuesses(guessOf(owner), ctx);
    return ctx.json({ user: { email: owner.email, name: owner.name } });
  },
);

const sendCodeAgain = createAuthEndpoint(
  SEND_CODE_AGAIN,
  { method: "POST", body: z.object({}) },
  async (ctx) => {
    const { id, owner } = await waitingHere(ctx);
    await sendNewBrowserCode(ctx, owner.email, await newCode(codeOf(id)));
    return ctx.json({ status: true });
  },
);

/** For the app's own pages, by `auth.api`: the step that this browser is at, or null. */
const newBrowserStep = createAuthEndpoint.serverOnly(
  { method: "GET", requireHeaders: true },
  async (ctx) => {
    const waiting = await findWaiting(ctx);
    if (!waiting) return null;
    return { email: waiting.owner.email, ...(await codeState(codeOf(waiting.id))) };
  },
);

const whoseLink = defineRequestState<string | undefined>(() => undefined);

const step = {
  id: "new-browser-code",
  endpoints: { enterCode, sendCodeAgain, newBrowserStep },
  hooks: inOrder(
    before(RESET_PASSWORD, noteWhoseLink),
    after(SIGN_IN_WITH_PASSWORD, askForCode),
    after(RESET_PASSWORD, knowBrowserOfLink),
    afterRefusal(ENTER_CODE, ["WRONG_CODE", "CODE_OVER"], noteFailure),
  ),
} satisfies BetterAuthPlugin;

/**
 * A stolen password alone opens no account: in a browser that the account hasn't used, it also
 * takes a code from an email, unless there's a second factor. If you don't want that, delete this
 * from the list in auth.server.ts.
 */
export const newBrowserCode = {
  endpoints: newBrowserEndpoints,
  limits: newBrowserLimits,
  plugins: [...accountChanges, step],
} as const satisfies Feature;

/** Takes the session back before anyone has it. There will be one once the code is entered. */
async function askForCode(ctx: HookContext) {
  const { newSession, internalAdapter } = ctx.context;
  if (!newSession || (await isKnownBrowser(ctx, newSession.user))) return;
  // @feature two-factor
  // On a trusted device. Elsewhere, no session is left by now.
  if (newSession.user.twoFactorEnabled) return;
  // @end
  deleteSessionCookie(ctx, true);
  await internalAdapter.deleteSession(newSession.session.token);
  ctx.context.setNewSession(null);
  await begin(ctx, newSession.user);
  return ctx.json({ newBrowser: true });
}

interface Owner {
  id: string;
  email: string;
}

/** Has a code sent. Someone who enters the password once more continues the same sign-in. */
async function begin(ctx: GenericEndpointContext, { id: userId, email }: Owner) {
  const waiting = await findWaiting(ctx);
  const isSame = waiting?.owner.id === userId;
  const id = isSame ? waiting.id : randomUUID();
  if (!isSame) {
    await ctx.context.internalAdapter.createVerificationValue({
      identifier: identifierOf(id),
      // Deleted with all that a new password ends.
      value: userId,
      expiresAt: new Date(Date.now() + LIFETIME_IN_MS),
    });
    const { name, attributes } = cookie(ctx);
    await ctx.setSignedCookie(name, id, ctx.context.secret, attributes);
  }
  // Otherwise a code is on its way.
  if ((await secondsToNextCode(codeOf(id))) > 0) return;
  await sendNewBrowserCode(ctx, email, await newCode(codeOf(id)));
}

/** Whose password was entered in this browser, if their code is being waited for. */
async function findWaiting(ctx: GenericEndpointContext) {
  const id = await ctx.getSignedCookie(cookie(ctx).name, ctx.context.secret);
  const row = id && (await findStored(identifierOf(id)));
  const owner = row && (await ctx.context.internalAdapter.findUserById(row.value));
  return owner ? { id, owner } : null;
}

async function waitingHere(ctx: GenericEndpointContext) {
  const waiting = await findWaiting(ctx);
  if (!waiting) throw isOver();
  return waiting;
}

function isOver() {
  return new APIError("BAD_REQUEST", {
    code: "NEW_BROWSER_OVER",
    message: "This sign-in has to start over",
  });
}

function cookie({ context }: GenericEndpointContext) {
  return context.createAuthCookie("new_browser", { maxAge: LIFETIME_IN_MS / 1000 });
}

function identifierOf(id: string) {
  return `new-browser-${id}`;
}

/** Works only in the browser where the password was entered. */
function codeOf(id: string): CodeFor {
  return { purpose: "new-browser", boundTo: id };
}

/** Three attempts per code are not enough of a limit: someone with the password gets more codes. */
function guessOf({ email }: Owner): Guessable {
  return { kind: "new-browser-code", what: "code from an email", email };
}

async function noteFailure(ctx: HookContext) {
  const waiting = await findWaiting(ctx);
  if (waiting) noteActivity(waiting.owner.id, "sign-in-failed");
}

async function noteWhoseLink({ body }: HookContext) {
  const link = await findStored(`reset-password:${body?.token}`);
  await whoseLink.set(link?.value);
}

/**
 * Anyone who opens the link for a new password has the mailbox, which is all that a code would
 * prove.
 */
async function knowBrowserOfLink(ctx: HookContext) {
  const id = await whoseLink.get();
  if (id) await knowBrowser(ctx, { id });
}
