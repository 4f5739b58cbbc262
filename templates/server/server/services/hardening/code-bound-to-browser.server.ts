// @feature email-code
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware, isAPIError } from "better-auth/api";
import { safeRedirect } from "~/safe-redirect";
import { browserOfThisRequest } from "./browser-of-this-request.server";
import { SEND_CODE, SIGN_IN_WITH_CODE } from "./code-endpoints";
import { endCode } from "./live-codes.server";
import {
  clearPendingSignIn,
  readPendingSignIn,
  writePendingSignIn,
} from "./pending-sign-in.server";

/**
 * A code works only in the browser that requested it: someone who sees the email, or talks a person
 * into reading the code aloud, can't use it elsewhere. The signed cookie that ties them together
 * also carries the address and the way back, so that neither is in a URL.
 */
export function codeBoundToBrowser() {
  return {
    id: "code-bound-to-browser",
    endpoints: {
      pendingSignIn: createAuthEndpoint.serverOnly(
        { method: "GET", requireHeaders: true },
        async (ctx) => readPendingSignIn(ctx),
      ),
      forgetPendingSignIn: createAuthEndpoint.serverOnly(
        { method: "POST", requireHeaders: true },
        async (ctx) => clearPendingSignIn(ctx),
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            const pending = await readPendingSignIn(ctx);
            if (pending?.email !== String(ctx.body?.email).toLowerCase()) {
              throw new APIError("BAD_REQUEST", {
                code: "CODE_NOT_REQUESTED",
                message: "This browser has not asked for a code",
              });
            }
            await browserOfThisRequest.set(pending.browser);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === SEND_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            if (isAPIError(ctx.context.returned)) return;
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
          }),
        },
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            if (isAPIError(ctx.context.returned)) return;
            const pending = await readPendingSignIn(ctx);
            if (pending) await endCode(pending);
            clearPendingSignIn(ctx);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
