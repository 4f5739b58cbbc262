import type { BetterAuthPlugin } from "better-auth";
import { SEND_CODE, SIGN_IN_WITH_CODE } from "./code-endpoints";

const used = new Set([SEND_CODE, SIGN_IN_WITH_CODE, "/get-session", "/sign-out"]);

/**
 * better-auth brings many endpoints. Those that the app does not use do not exist for the outside,
 * also those that a later version brings. Add the paths of what you build to the list above.
 */
export function onlyUsedEndpoints() {
  return {
    id: "only-used-endpoints",
    async onRequest(request, ctx) {
      const path = new URL(request.url).pathname.slice(
        ctx.options.basePath?.length ?? "/api/auth".length,
      );
      if (used.has(path)) return;
      return { response: Response.json({ message: "Not found" }, { status: 404 }) };
    },
  } satisfies BetterAuthPlugin;
}
