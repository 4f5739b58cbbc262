import { defineRequestState } from "@better-auth/core/context";
import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { db } from "~/db";
import { session } from "~/db/schema";
import { safeRedirect } from "~/safe-redirect";
import { before, type Feature, inOrder } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import { accountChanged } from "~/services/hardening/stored.server";
import { announceConnection, connectionsOf, noTokens } from "./connections.server";
import { disconnect } from "./disconnect.server";
import { usableProviders } from "./providers.server";
import {
  CALLBACK,
  CONNECT,
  DISCONNECT,
  SIGN_IN_WITH,
  socialEndpoints,
  socialLimits,
} from "./rules";

const socialSignIn = {
  id: "social-sign-in",
  endpoints: { disconnect },
  hooks: inOrder(
    before([SIGN_IN_WITH, CONNECT], onlyThroughTheProvider),
    before([CONNECT, DISCONNECT], onlyAfterRecentSignIn),
  ),
  init: () => ({
    context: { socialProviders: usableProviders },
    options: {
      account: {
        updateAccountOnSignIn: false,
        // Someone who is signed in may connect an account that has another address.
        accountLinking: { allowDifferentEmails: true },
      },
      databaseHooks: {
        user: { create: { before: onlyConfirmedAddress, after: noteSignUp } },
        account: {
          create: { before: noTokens, after: announceUnlessNew },
          update: { before: noTokens },
        },
        session: { create: { after: onlyWhileConnected } },
      },
    },
  }),
} satisfies BetterAuthPlugin;

/** Signing in with an account of a provider, such as GitHub. */
export const social = {
  endpoints: socialEndpoints,
  limits: socialLimits,
  plugins: [...accountChanges, socialSignIn],
} as const satisfies Feature;

const taken = ["provider", "redirectTo"];

/**
 * People get in with what the provider sends to our callback, and with nothing that a client says
 * about itself. So a request names the provider and the page to go on to; better-auth would also
 * take tokens, scopes, and parameters for the provider.
 */
async function onlyThroughTheProvider({ path, body }: GenericEndpointContext) {
  if (Object.keys(body ?? {}).some((name) => !taken.includes(name))) {
    throw new APIError("BAD_REQUEST", {
      code: "VALIDATION_ERROR",
      message: "Only provider and redirectTo are taken",
    });
  }
  const redirectTo = safeRedirect(body?.redirectTo);
  const query = redirectTo ? `?${new URLSearchParams({ redirectTo })}` : "";
  const [callbackURL, errorCallbackURL] =
    path === CONNECT ? ["/account", "/account"] : [redirectTo ?? "/dashboard", `/login${query}`];
  return { context: { body: { ...body, callbackURL, errorCallbackURL } } };
}

type Writing = GenericEndpointContext | null;

function isCallback(ctx: Writing) {
  return ctx?.path?.startsWith(`${CALLBACK}/`) === true;
}

/** Otherwise anyone could take an address at a provider that confirms none, before its owner comes. */
async function onlyConfirmedAddress(user: { emailVerified: boolean }, ctx: Writing) {
  if (!isCallback(ctx) || user.emailVerified) return;
  throw new APIError("FORBIDDEN", {
    code: "email_not_verified",
    message: "The provider has not confirmed the address",
  });
}

const isSignUp = defineRequestState<boolean>(() => false);

async function noteSignUp(_: unknown, ctx: Writing) {
  if (isCallback(ctx)) await isSignUp.set(true);
}

/** Ending a connection ends sessions. One that began meanwhile must not outlive it. */
async function onlyWhileConnected({ id, userId }: { id: string; userId: string }, ctx: Writing) {
  if (!isCallback(ctx)) return;
  if ((await connectionsOf(userId)).includes(String(ctx?.params?.id))) return;
  await db.delete(session).where(eq(session.id, id));
  throw accountChanged();
}

/** A new account begins with its connection, so there is nothing to announce. */
async function announceUnlessNew(
  { userId, providerId }: { userId: string; providerId: string },
  ctx: Writing,
) {
  if (!ctx || !isCallback(ctx) || (await isSignUp.get())) return;
  await announceConnection(ctx, { userId, providerId });
}
