import type { BetterAuthPlugin } from "better-auth";
import { isNewAccount } from "~/services/account/activity.server";
import { afterSignIn, type Feature, type HookContext, inOrder } from "~/services/feature";
import { SIGN_IN_WITH_CODE } from "~/services/sign-in/email-code/rules"; // @feature email-code
import { isKnownBrowser } from "../known-browsers.server";
import { sendNewBrowserNotice } from "./emails";
import { ENTER_CODE } from "./rules"; // @feature password

// @feature email-code|password
/** An email with a code has just told the owner about these. */
const announced = [
  SIGN_IN_WITH_CODE, // @feature email-code
  ENTER_CODE, // @feature password
];

// @end
const notice = {
  id: "new-browser-notice",
  hooks: inOrder(afterSignIn(tellOwner)),
} satisfies BetterAuthPlugin;

/** An email about every sign-in from a browser that the account hasn't used, whatever the way in. */
export const newBrowserNotice = {
  endpoints: [],
  limits: {},
  plugins: [notice],
} as const satisfies Feature;

async function tellOwner(ctx: HookContext) {
  const { newSession, session } = ctx.context;
  // A session that only replaces or extends the current one isn't a sign-in.
  if (!newSession || session?.user.id === newSession.user.id) return;
  if (announced.includes(ctx.path)) return; // @feature email-code|password
  if ((await isNewAccount.get()) || (await isKnownBrowser(ctx, newSession.user))) return;
  await sendNewBrowserNotice(ctx, newSession.user.email);
}
