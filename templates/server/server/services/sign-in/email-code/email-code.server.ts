import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { emailOTP } from "better-auth/plugins/email-otp";
import { safeRedirect } from "~/safe-redirect";
import { after, afterRefusal, before, type Feature, inOrder } from "~/services/feature";
import {
  type Guessable,
  restoreGuesses,
  returnGuess,
  spendGuess,
} from "~/services/hardening/guesses.server";
import { addressIn } from "~/services/hardening/stored.server";
import {
  browserOfThisRequest,
  CODE_IDENTIFIER,
  clearPendingSignIn,
  endCode,
  hashCode,
  hashCodeIdentifier,
  isCodeOfAnotherBrowser,
  noteCode,
  pendingSignInEndpoints,
  readPendingSignIn,
  secondsToNextCode,
  whyCodeIsOver,
  writePendingSignIn,
} from "./codes.server";
import { sendSignInCode } from "./emails";
import {
  CODE_LENGTH,
  CODE_LIFETIME_IN_MINUTES,
  codeEndpoints,
  codeLimits,
  SEND_CODE,
  SIGN_IN_WITH_CODE,
  TRIES_PER_CODE,
} from "./rules";

const codes = emailOTP({
  otpLength: CODE_LENGTH,
  expiresIn: CODE_LIFETIME_IN_MINUTES * 60,
  allowedAttempts: TRIES_PER_CODE,
  storeOTP: { hash: hashCode },
  async sendVerificationOTP({ email, otp }) {
    await noteCode(email, otp, CODE_LIFETIME_IN_MINUTES * 60);
    await sendSignInCode(email, otp);
  },
});

/** The order matters: what refuses a request comes before what counts or changes something. */
const guards = {
  id: "email-code-guards",
  endpoints: pendingSignInEndpoints,
  hooks: inOrder(
    before(SEND_CODE, onlyToSignIn),
    before(SIGN_IN_WITH_CODE, onlyEmailAndCode),
    before(SEND_CODE, pauseBetweenCodes),
    before(SIGN_IN_WITH_CODE, sameBrowser),
    before(SIGN_IN_WITH_CODE, (ctx) => spendGuess(guessOf(ctx.body?.email), ctx)),
    before(SIGN_IN_WITH_CODE, noCodeOfAnotherBrowser),
    afterRefusal(SIGN_IN_WITH_CODE, ["INVALID_OTP"], sayThatCodeIsOver),
    after(SEND_CODE, bindToBrowser),
    after(SIGN_IN_WITH_CODE, endPendingSignIn),
    after(SIGN_IN_WITH_CODE, (ctx) => restoreGuesses(guessOf(ctx.body?.email), ctx)),
  ),
} satisfies BetterAuthPlugin;

/** Signing in with a code from an email, which also creates an account for a new address. */
export const emailCode = {
  endpoints: codeEndpoints,
  limits: codeLimits,
  storedAs: { [CODE_IDENTIFIER]: { hash: hashCodeIdentifier } },
  plugins: [codes, guards],
} as const satisfies Feature;

async function onlyToSignIn({ body }: GenericEndpointContext) {
  if (body?.type === "sign-in") return;
  throw new APIError("BAD_REQUEST", { message: "No codes are sent for this purpose" });
}

const fieldsOfASignIn = new Set(["email", "otp"]);

/** With a new address, better-auth would also take a name, a picture, and more. */
async function onlyEmailAndCode({ body }: GenericEndpointContext) {
  if (Object.keys(body ?? {}).every((field) => fieldsOfASignIn.has(field))) return;
  throw new APIError("BAD_REQUEST", { message: "Only the email and the code are taken" });
}

/** A new code makes the last one useless, so an impatient click must not overtake the email. */
async function pauseBetweenCodes(ctx: GenericEndpointContext) {
  const pending = await readPendingSignIn(ctx);
  if (pending?.email !== String(ctx.body?.email).toLowerCase()) return;
  const seconds = secondsToNextCode(pending.sentAt);
  if (seconds === 0) return;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "CODE_JUST_SENT", message: "A code has just been sent" },
    { "X-Retry-After": String(seconds) },
  );
}

/**
 * A code works only in the browser that requested it: someone who sees the email, or talks a person
 * into reading the code aloud, can't use it elsewhere. The signed cookie that ties them together
 * also carries the address and the way back, so that neither is in a URL.
 */
async function sameBrowser(ctx: GenericEndpointContext) {
  const pending = await readPendingSignIn(ctx);
  if (pending?.email !== String(ctx.body?.email).toLowerCase()) {
    throw new APIError("BAD_REQUEST", {
      code: "CODE_NOT_REQUESTED",
      message: "This browser has not asked for a code",
    });
  }
  await browserOfThisRequest.set(pending.browser);
}

/** The last wrong code ends the right one. The person learns it right away, not when trying again. */
async function sayThatCodeIsOver(ctx: GenericEndpointContext) {
  const pending = await readPendingSignIn(ctx);
  const code = pending && (await whyCodeIsOver(pending));
  if (code) throw new APIError("BAD_REQUEST", { code, message: "The code no longer works" });
}

async function bindToBrowser(ctx: GenericEndpointContext) {
  const email = ctx.body.email.toLowerCase();
  const previous = await readPendingSignIn(ctx);
  if (previous) await endCode(previous);
  await writePendingSignIn(ctx, {
    email,
    browser: await browserOfThisRequest.get(),
    sentAt: Date.now(),
    sentAgain: previous?.email === email,
    redirectTo: safeRedirect(ctx.body.redirectTo),
  });
}

async function endPendingSignIn(ctx: GenericEndpointContext) {
  const pending = await readPendingSignIn(ctx);
  if (pending) await endCode(pending);
  clearPendingSignIn(ctx);
}

/**
 * Three attempts per code are not enough of a limit: every new code brings three more. So the
 * guesses at an address are counted, no matter how many codes were sent and where they come from.
 */
function guessOf(email: unknown): Guessable {
  return { kind: "code", what: "code from an email", email: addressIn(email) };
}

/**
 * A code that is entered in a browser other than the one it belongs to doesn't sign in there, but
 * it isn't a guess either: it costs none, and the person is told. The guess has been taken by then,
 * so someone who tries codes learns nothing for free, and can't use what they would learn.
 */
async function noCodeOfAnotherBrowser(ctx: GenericEndpointContext) {
  const pending = await readPendingSignIn(ctx);
  const code = ctx.body?.otp;
  if (!pending || typeof code !== "string") return;
  if (!(await isCodeOfAnotherBrowser(pending, code))) return;
  await returnGuess(guessOf(pending.email), ctx);
  throw new APIError("BAD_REQUEST", {
    code: "CODE_OF_ANOTHER_BROWSER",
    message: "The code belongs to another browser",
  });
}
