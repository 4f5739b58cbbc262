// @feature password
import type { GenericEndpointContext } from "@better-auth/core";
import { getSessionFromCtx } from "better-auth/api";
import { CHANGE_PASSWORD, RESET_PASSWORD } from "./password-endpoints";

/** Whose password is to be changed: of the one who is signed in, or of the one who was sent the link. */
export async function ownerOfNewPassword(ctx: GenericEndpointContext) {
  const { internalAdapter } = ctx.context;
  if (ctx.path === CHANGE_PASSWORD) return (await getSessionFromCtx(ctx))?.user ?? null;
  if (ctx.path !== RESET_PASSWORD) return null;
  const link = await internalAdapter.findVerificationValue(`reset-password:${ctx.body?.token}`);
  return link && internalAdapter.findUserById(link.value);
}
