import type { GenericEndpointContext } from "better-auth";
import { and, eq, inArray } from "drizzle-orm";
import { db } from "~/db";
import { account } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { sendConnectionNotice } from "./emails";
import { providers } from "./rules";

/** The app doesn't use the providers' tokens, so it doesn't keep what could be stolen. */
export async function noTokens() {
  const data = { accessToken: null, refreshToken: null, idToken: null, scope: null };
  return { data: { ...data, accessTokenExpiresAt: null, refreshTokenExpiresAt: null } };
}

/** A provider's own name. */
export function nameOf(id: string) {
  return Object.hasOwn(providers, id) ? providers[id as keyof typeof providers] : id;
}

/** Notes a new connection, and tells the account's owner about it by email. */
export async function announceConnection(
  { context }: GenericEndpointContext,
  { userId, providerId }: { userId: string; providerId: string },
) {
  noteActivity(userId, "connected");
  const user = await context.internalAdapter.findUserById(userId);
  if (user) await sendConnectionNotice(user.email, nameOf(providerId), "connected");
}

/** The providers that an account is connected to, by their ids. */
export async function connectionsOf(userId: string) {
  const rows = await db
    .selectDistinct({ providerId: account.providerId })
    .from(account)
    .where(and(eq(account.userId, userId), inArray(account.providerId, Object.keys(providers))));
  return rows.map(({ providerId }) => providerId);
}
