import type { AuthContext } from "@better-auth/core";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import { generateRandomString } from "better-auth/crypto";
import { z } from "zod";
import { emailLink } from "~/services/email-link.server";
import { KNOW_BROWSER } from "./browser-endpoints";
import { knowBrowser } from "./known-browser.server";

/**
 * Remembers which browsers an account has signed in from, so that a stranger's guesses never lock
 * its owner out there. A link by email makes a further browser known, for owners who have none.
 */
export function knownBrowsers() {
  return {
    id: "known-browsers",
    endpoints: {
      knowBrowser: createAuthEndpoint(
        KNOW_BROWSER,
        { method: "POST", body: z.object({ token: z.string().max(100) }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const link = await internalAdapter.consumeVerificationValue(identifierOf(ctx.body.token));
          const owner = link && (await internalAdapter.findUserById(link.value));
          if (!owner) {
            throw new APIError("BAD_REQUEST", {
              code: "INVALID_TOKEN",
              message: "The link is no longer valid",
            });
          }
          await knowBrowser(ctx, owner);
          return ctx.json({ status: true });
        },
      ),
    },
    hooks: {
      after: [
        {
          matcher: ({ context }) => Boolean(context.newSession),
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession } = ctx.context;
            if (newSession) await knowBrowser(ctx, newSession.user);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** A link that makes a browser known. It works once, and signs nobody in. */
export async function createLink(
  { context }: { context: AuthContext },
  owner: { id: string },
  lifetimeInMs: number,
) {
  const token = generateRandomString(32);
  await context.internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: owner.id,
    expiresAt: new Date(Date.now() + lifetimeInMs),
  });
  return emailLink("/know-browser", context.baseURL, token);
}

function identifierOf(token: string) {
  return `known-browser-${token}`;
}
