// @feature password
import { randomBytes } from "node:crypto";
import type { GenericEndpointContext } from "@better-auth/core";
import { z } from "zod";
import { LINK_LIFETIME_IN_MINUTES } from "~/password-rules";

/** What will become an account. Each one has a link of its own, which goes with its own password. */
const registration = z.object({ email: z.string(), passwordHash: z.string() });

type Registration = z.infer<typeof registration>;

/** Keeps a registration until its link is used. Returns the link's token, of which only a hash is stored. */
export async function addRegistration(ctx: GenericEndpointContext, values: Registration) {
  const token = randomBytes(24).toString("base64url");
  await ctx.context.internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: JSON.stringify(values),
    expiresAt: new Date(Date.now() + LINK_LIFETIME_IN_MINUTES * 60 * 1000),
  });
  return token;
}

/** The registration that a link belongs to, or null if there is none any more. */
export async function findRegistration(ctx: GenericEndpointContext, token: string) {
  const found = await ctx.context.internalAdapter.findVerificationValue(identifierOf(token));
  if (!found || found.expiresAt < new Date()) return null;
  return registration.parse(JSON.parse(found.value));
}

/** Uses a link up. Of several requests at once, only one gets `true`. */
export async function useUpRegistration(ctx: GenericEndpointContext, token: string) {
  return Boolean(await ctx.context.internalAdapter.consumeVerificationValue(identifierOf(token)));
}

function identifierOf(token: string) {
  return `registration-${token}`;
}
