import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { z } from "zod";
import { signedIn } from "~/services/account/sessions.server";
import type { Feature } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { newCode, secondsToNextCode } from "~/services/hardening/emailed-codes.server";
import { confirmSession } from "~/services/hardening/recent-sign-in.server";
import { sendConfirmationCode } from "./emails";
import { CONFIRM, confirmEndpoints, confirmLimits, SEND_CONFIRMATION_CODE } from "./rules";
import { checkProof, codeOf, wayNames, waysToConfirm } from "./ways.server";

/** Confirms that it's the account's owner who is in front of this session. The session stays. */
const confirm = createAuthEndpoint(
  CONFIRM,
  { method: "POST", body: z.object({ way: z.enum(wayNames), proof: z.string().max(10_000) }) },
  async (ctx) => {
    const current = await signedIn(ctx);
    if (!(await waysToConfirm(current.user)).includes(ctx.body.way)) throw notThisWay();
    await checkProof(ctx, current, ctx.body);
    await confirmSession(ctx, current.session);
    return ctx.json({ status: true });
  },
);

const sendCode = createAuthEndpoint(
  SEND_CONFIRMATION_CODE,
  { method: "POST", body: z.object({}) },
  async (ctx) => {
    const current = await signedIn(ctx);
    if (!(await waysToConfirm(current.user)).includes("email-code")) throw notThisWay();
    await sendConfirmationCode(current.user.email, await newCode(codeOf(current)));
    return ctx.json({ resendInSeconds: await secondsToNextCode(codeOf(current)) });
  },
);

const plugin = {
  id: "confirm-its-you",
  endpoints: { confirmItsYou: confirm, sendConfirmationCode: sendCode },
} satisfies BetterAuthPlugin;

/**
 * What people are asked before anything that protects an account can change, unless they have just
 * signed in.
 */
export const confirmItsYou = {
  endpoints: confirmEndpoints,
  limits: confirmLimits,
  plugins: [...accountChanges, plugin],
} as const satisfies Feature;

function notThisWay() {
  return new APIError("FORBIDDEN", {
    code: "NOT_THIS_WAY",
    message: "This account is confirmed in another way",
  });
}
