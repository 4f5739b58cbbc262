// @feature password
// @feature two-factor
import type { GenericEndpointContext } from "@better-auth/core";
import { getSessionFromCtx } from "better-auth/api";
import { lengthOf, SHORTEST_WITH_SECOND_FACTOR } from "~/password-rules";
import { CHANGE_PASSWORD, RESET_PASSWORD } from "./password-endpoints";

/** Where a second factor is asked for as well, the password need not stand alone. */
export async function mayBeShorter(ctx: GenericEndpointContext, password: string) {
  if (lengthOf(password) < SHORTEST_WITH_SECOND_FACTOR) return false;
  const owner = await ownerOf(ctx);
  return owner !== null && "twoFactorEnabled" in owner && owner.twoFactorEnabled === true;
}

/** Whose password is to be changed: of who is signed in, or of who was sent the link. */
async function ownerOf(ctx: GenericEndpointContext) {
  const { internalAdapter } = ctx.context;
  if (ctx.path === CHANGE_PASSWORD) return (await getSessionFromCtx(ctx))?.user ?? null;
  if (ctx.path !== RESET_PASSWORD) return null;
  const link = await internalAdapter.findVerificationValue(`reset-password:${ctx.body?.token}`);
  return link && internalAdapter.findUserById(link.value);
}
// @end
