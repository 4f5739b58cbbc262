// @feature password
// @feature two-factor
import type { GenericEndpointContext } from "@better-auth/core";
import { lengthOf, SHORTEST_WITH_SECOND_FACTOR } from "~/password-rules";
import { ownerOfNewPassword } from "./owner-of-new-password.server";

/** Where a second factor is asked for as well, the password need not stand alone. */
export async function mayBeShorter(ctx: GenericEndpointContext, password: string) {
  if (lengthOf(password) < SHORTEST_WITH_SECOND_FACTOR) return false;
  const owner = await ownerOfNewPassword(ctx);
  return owner !== null && "twoFactorEnabled" in owner && owner.twoFactorEnabled === true;
}
// @end
