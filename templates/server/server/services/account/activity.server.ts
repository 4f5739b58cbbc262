import { randomUUID } from "node:crypto";
import { defineRequestState, tryGetCurrentAuthEndpointContext } from "@better-auth/core/context";
import type { BetterAuthPlugin } from "better-auth";
import { getIP } from "better-auth/api";
import { desc, eq } from "drizzle-orm";
import { db } from "~/db";
import { activity } from "~/db/schema";
import { deviceName } from "~/services/device";
import { runInBackground } from "~/services/email.server";
import {
  afterRefusal, // @feature email-code|password|two-factor
  afterSignIn,
  type HookContext,
  inOrder,
  onWriting,
} from "~/services/feature";
import { whoseAccount } from "~/services/hardening/account-changes.server"; // @feature email-code|password|two-factor
import { ENTER_CODE } from "~/services/hardening/new-browsers/rules"; // @feature password
import { SIGN_IN_WITH_CODE } from "~/services/sign-in/email-code/rules"; // @feature email-code
import { SIGN_IN_WITH_PASSKEY } from "~/services/sign-in/passkey/rules"; // @feature passkey
import { SIGN_IN_WITH_PASSWORD } from "~/services/sign-in/password/rules"; // @feature password
import { CALLBACK } from "~/services/sign-in/social/rules"; // @feature social
import { VERIFY_APP_CODE, VERIFY_RECOVERY_CODE } from "~/services/two-factor/rules"; // @feature two-factor
import { type ActivityKind, activityKinds } from "./activity-kinds";
import { shortAddress } from "./address";

const LONGEST_USER_AGENT = 300;
const MOST_LISTED = 50;

/**
 * Notes that something has happened at an account, with the time, and the device and address that
 * the current request came from. It's written after the response, so the response's time reveals
 * nothing.
 */
export function noteActivity(userId: string, kind: ActivityKind) {
  runInBackground(write(userId, kind, new Date()));
}

async function write(userId: string, kind: ActivityKind, createdAt: Date) {
  const ctx = tryGetCurrentAuthEndpointContext();
  const headers = new Headers(ctx?.headers);
  await db.insert(activity).values({
    id: randomUUID(),
    userId,
    kind,
    ipAddress: ctx ? getIP(headers, ctx.context.options) : null,
    userAgent: headers.get("user-agent")?.slice(0, LONGEST_USER_AGENT),
    createdAt,
  });
}

/** What has happened at an account lately, newest first, in words. */
export async function activityOf(userId: string) {
  const rows = await db
    .select()
    .from(activity)
    .where(eq(activity.userId, userId))
    .orderBy(desc(activity.createdAt))
    .limit(MOST_LISTED);
  return rows.map(({ id, kind, createdAt, ipAddress, userAgent }) => ({
    id,
    what: wordsFor(kind),
    at: createdAt.toISOString(),
    device: deviceName(userAgent),
    address: shortAddress(ipAddress),
  }));
}

export type ActivityEntry = Awaited<ReturnType<typeof activityOf>>[number];

/** A kind that the app no longer knows is shown as it is. */
function wordsFor(kind: string): string {
  return Object.hasOwn(activityKinds, kind) ? activityKinds[kind as ActivityKind] : kind;
}

/** By the endpoint that started the session. */
const kindsOfSignIn = new Map<string, ActivityKind>([
  [SIGN_IN_WITH_CODE, "signed-in-with-code"], // @feature email-code
  // @feature password
  [SIGN_IN_WITH_PASSWORD, "signed-in-with-password"],
  [ENTER_CODE, "signed-in-from-new-browser"],
  // @end
  [SIGN_IN_WITH_PASSKEY, "signed-in-with-passkey"], // @feature passkey
  [`${CALLBACK}/:id`, "signed-in-with-provider"], // @feature social
  // @feature two-factor
  [VERIFY_APP_CODE, "signed-in-with-app-code"],
  [VERIFY_RECOVERY_CODE, "signed-in-with-recovery-code"],
  // @end
]);

// @feature email-code|password|two-factor
/** The reasons for which an attempt counts as failed, by better-auth's names. */
const wrong = [
  // @feature email-code
  "INVALID_OTP",
  "TOO_MANY_ATTEMPTS",
  // @end
  // @feature password
  "INVALID_EMAIL_OR_PASSWORD",
  "INVALID_PASSWORD",
  // @end
  // @feature two-factor
  "INVALID_CODE",
  "INVALID_BACKUP_CODE",
  // @end
];

// @end
/** Whether the current request has created the account that it signs in to. */
export const isNewAccount = defineRequestState(() => false);

/** The table, and what is noted for every way to sign in, including those that you add. */
export const activityLog = {
  id: "activity",
  schema: {
    activity: {
      fields: {
        userId: {
          type: "string",
          required: true,
          references: { model: "user", field: "id", onDelete: "cascade" },
        },
        kind: { type: "string", required: true },
        ipAddress: { type: "string", required: false },
        userAgent: { type: "string", required: false },
        createdAt: { type: "date", required: true },
      },
      indexes: [{ fields: ["userId", "createdAt"] }, { fields: ["createdAt"] }],
    },
  },
  hooks: inOrder(
    // For every way to sign in.
    afterSignIn(noteSignIn),
    // @feature email-code|password|two-factor
    // A lookup of the session checks no guess.
    afterRefusal(({ path }) => path !== "/get-session", wrong, noteFailure),
    // @end
  ),
  init: onWriting({
    user: {
      create: {
        async after(_, ctx) {
          if (ctx) await isNewAccount.set(true);
        },
      },
    },
  }),
} satisfies BetterAuthPlugin;

async function noteSignIn({ path, context }: HookContext) {
  const { newSession, session } = context;
  // A session that only replaces or extends the current one isn't a sign-in.
  if (!newSession || session?.user.id === newSession.user.id) return;
  if (await isNewAccount.get()) noteActivity(newSession.user.id, "account-created");
  noteActivity(newSession.user.id, kindsOfSignIn.get(path) ?? "signed-in");
}
// @feature email-code|password|two-factor

/** Addresses without an account have no list. How many there can be is limited by hardening/guesses. */
async function noteFailure(ctx: HookContext) {
  const userId = await whoseAccount(ctx);
  if (!userId) return;
  // @feature password
  if (ctx.context.session?.user.id === userId) return noteActivity(userId, "password-wrong");
  // @end
  noteActivity(userId, "sign-in-failed");
}
// @end
