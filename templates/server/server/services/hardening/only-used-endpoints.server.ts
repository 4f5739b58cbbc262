import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api"; // @feature email-code
import { SEND_CODE, SIGN_IN_WITH_CODE } from "./code-endpoints"; // @feature email-code
import { openEndpoints } from "./open-endpoints";

// @feature email-code
const purposesOfACode = new Set(["sign-in"]);
const fieldsOfASignIn = new Set(["email", "otp"]);
// @end

/**
 * better-auth brings many endpoints. Those that the app does not use do not exist for the outside,
 * also those that a later version brings. Add what you build upon to open-endpoints.ts.
 */
export function onlyUsedEndpoints() {
  return {
    id: "only-used-endpoints",
    async onRequest(request, ctx) {
      const base = new URL(ctx.baseURL).pathname;
      if (openEndpoints.has(new URL(request.url).pathname.slice(base.length))) return;
      return { response: Response.json({ message: "Not found" }, { status: 404 }) };
    },
    // @feature email-code
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SEND_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            if (purposesOfACode.has(ctx.body?.type)) return;
            throw new APIError("BAD_REQUEST", { message: "No codes are sent for this purpose" });
          }),
        },
        {
          // With a new address, better-auth would also take a name, a picture and more.
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware(async ({ body }) => {
            if (Object.keys(body ?? {}).every((field) => fieldsOfASignIn.has(field))) return;
            throw new APIError("BAD_REQUEST", { message: "Only the email and the code are taken" });
          }),
        },
      ],
    },
    // @end
  } satisfies BetterAuthPlugin;
}
