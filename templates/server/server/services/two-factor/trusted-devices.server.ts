import { randomUUID } from "node:crypto";
import { defineRequestState } from "@better-auth/core/context";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { and, desc, eq, gt, like } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { signedIn } from "~/services/account/sessions.server";
import { deviceName } from "~/services/device";
import { onWriting } from "~/services/feature";
import { keyedHash } from "~/services/hardening/stored.server";
import { STOP_TRUSTING_ALL, STOP_TRUSTING_DEVICE } from "./rules";

const PREFIX = "trusted-device-";

/** better-auth keeps a trusted device under a name with this prefix. Here, such rows can be found. */
export const trustedDeviceNames = {
  "trust-device-": { hash: async (name: string) => PREFIX + keyedHash("trusted-device", name) },
};

/** The devices that aren't asked for the second factor, the one used last first. */
export async function trustedDevicesOf(userId: string) {
  const isAlive = gt(verification.expiresAt, new Date());
  const rows = await db
    .select()
    .from(verification)
    .where(and(isTrustedBy(userId), isAlive))
    .orderBy(desc(verification.updatedAt));
  return rows.map(({ id, createdAt, updatedAt, expiresAt }) => ({
    id,
    device: id.slice(id.indexOf("|") + 1),
    trustedAt: createdAt.toISOString(),
    lastUsedAt: updatedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

export type TrustedDevice = Awaited<ReturnType<typeof trustedDevicesOf>>[number];

function isTrustedBy(userId: string) {
  return and(eq(verification.value, userId), like(verification.identifier, `${PREFIX}%`));
}

const stopTrusting = createAuthEndpoint(
  STOP_TRUSTING_DEVICE,
  { method: "POST", body: z.object({ id: z.string().max(200) }) },
  async (ctx) => {
    const { user } = await signedIn(ctx);
    const isIt = and(isTrustedBy(user.id), eq(verification.id, ctx.body.id));
    const ended = await db.delete(verification).where(isIt).returning({ id: verification.id });
    // Someone else's device looks like one that doesn't exist.
    if (ended.length === 0) {
      throw new APIError("NOT_FOUND", {
        code: "DEVICE_NOT_FOUND",
        message: "There is no such device",
      });
    }
    noteActivity(user.id, "device-no-longer-trusted");
    return ctx.json({ status: true });
  },
);

const stopTrustingAll = createAuthEndpoint(
  STOP_TRUSTING_ALL,
  { method: "POST", body: z.object({}) },
  async (ctx) => {
    const { user } = await signedIn(ctx);
    await db.delete(verification).where(isTrustedBy(user.id));
    noteActivity(user.id, "device-no-longer-trusted");
    return ctx.json({ status: true });
  },
);

/** Since when the device has been trusted that signs in right now. */
const trustedSince = defineRequestState<Date | undefined>(() => undefined);

/**
 * Whenever a trusted device signs in, better-auth replaces its row. Each row gets the name of the
 * device in its id, and the time when it was first trusted.
 */
export const trustedDevices = {
  id: "trusted-devices",
  endpoints: { stopTrusting, stopTrustingAll },
  init: onWriting({
    verification: {
      delete: {
        async before({ identifier, createdAt }) {
          if (identifier.startsWith(PREFIX)) await trustedSince.set(createdAt);
        },
      },
      create: {
        async after({ id, identifier, value }, ctx) {
          if (!ctx || !identifier.startsWith(PREFIX)) return;
          const device = deviceName(new Headers(ctx.headers).get("user-agent"));
          const since = await trustedSince.get();
          await db
            .update(verification)
            .set({ id: `${randomUUID()}|${device}`, ...(since && { createdAt: since }) })
            .where(eq(verification.id, id));
          if (!since) noteActivity(value, "device-trusted");
        },
      },
    },
  }),
} satisfies BetterAuthPlugin;
