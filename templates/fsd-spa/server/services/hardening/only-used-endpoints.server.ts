import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { SEND_CODE, SIGN_IN_WITH_CODE } from "./code-endpoints";

const endpoints = new Set([SEND_CODE, SIGN_IN_WITH_CODE, "/get-session", "/sign-out"]);
const purposesOfACode = new Set(["sign-in"]);

/**
 * better-auth brings many endpoints. Those that the app does not use do not exist for the outside,
 * also those that a later version brings. Add to the lists above what you build upon.
 */
export function onlyUsedEndpoints() {
  return {
    id: "only-used-endpoints",
    async onRequest(request, ctx) {
      const base = new URL(ctx.baseURL).pathname;
      if (endpoints.has(new URL(request.url).pathname.slice(base.length))) return;
      return { response: Response.json({ message: "Not found" }, { status: 404 }) };
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SEND_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            if (purposesOfACode.has(ctx.body?.type)) return;
            throw new APIError("BAD_REQUEST", { message: "No codes are sent for this purpose" });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
