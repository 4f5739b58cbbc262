import type { GenericEndpointContext } from "better-auth";
import { APIError, getSessionFromCtx } from "better-auth/api";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import { findStored } from "./stored.server";

const RECENT_IN_MS = RECENT_SIGN_IN_IN_MINUTES * 60 * 1000;

/**
 * A session that was stolen, or a screen left open, isn't enough to change what protects an
 * account: the person has just signed in, or has confirmed in this session that it's them.
 */
export async function onlyAfterRecentSignIn(ctx: GenericEndpointContext) {
  const current = await getSessionFromCtx(ctx);
  if (!current || (await isRecent(current.session))) return;
  throw new APIError("FORBIDDEN", { code: "CONFIRM_ITS_YOU", message: "Confirm it's you first" });
}

/** Whether someone has just signed in or confirmed that it's them. For endpoints of your own. */
export async function isRecent({ id, createdAt }: { id: string; createdAt: Date }) {
  if (Date.now() - createdAt.getTime() < RECENT_IN_MS) return true;
  return Boolean(await findStored(confirmedBy(id)));
}

/** Notes that the person in front of a session is its owner. That ends with the session. */
export async function confirmSession(
  { context }: GenericEndpointContext,
  { id, userId }: { id: string; userId: string },
) {
  await context.internalAdapter.createVerificationValue({
    identifier: confirmedBy(id),
    value: userId,
    expiresAt: new Date(Date.now() + RECENT_IN_MS),
  });
}

function confirmedBy(sessionId: string) {
  return `confirmed-session-${sessionId}`;
}
