import type { GenericEndpointContext } from "better-auth";
import { APIError, getSessionFromCtx } from "better-auth/api";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";

/** A session that was stolen, or a screen left open, is not enough to change what guards an account. */
export async function onlyAfterRecentSignIn(ctx: GenericEndpointContext) {
  const current = await getSessionFromCtx(ctx);
  if (!current || isRecent(current.session)) return;
  throw new APIError("FORBIDDEN", { code: "SIGN_IN_AGAIN", message: "Sign in again first" });
}

function isRecent({ createdAt }: { createdAt: Date }) {
  return Date.now() - createdAt.getTime() < RECENT_SIGN_IN_IN_MINUTES * 60 * 1000;
}
