import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { LONGEST_EMAIL } from "~/email-length";

/**
 * The text fields of better-auth's endpoints and how long each may be. Add a field or a limit here:
 * it holds before any other hook runs.
 */
const longest = new Map([
  ["email", LONGEST_EMAIL],
  ["name", 1000],
  ["image", 2000],
  // What people may choose is told by strong-passwords.server.ts, in words of its own.
  ["password", 1000],
  ["newPassword", 1000],
  ["currentPassword", 1000],
  ["otp", 20],
  ["code", 100],
  ["token", 2000],
  ["type", 50],
  ["callbackURL", 2000],
  ["redirectTo", 2000],
]);

/**
 * better-auth checks a body only after the hooks of its plugins, so this comes before all of them:
 * the others get an object whose fields are the kind of text they expect.
 */
export function wellFormedBodies() {
  return {
    id: "well-formed-bodies",
    hooks: {
      before: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async ({ body }) => {
            if (body === undefined || body === null) return;
            if (!isPlainObject(body)) throw refused("Expected an object");
            for (const [field, length] of longest) {
              const value = Object.hasOwn(body, field) ? body[field] : undefined;
              if (value === undefined || value === null) continue;
              if (typeof value !== "string") throw refused(`Expected text: ${field}`);
              if (value.length > length) throw refused(`Too long: ${field}`);
            }
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && value.constructor === Object;
}

function refused(message: string) {
  return new APIError("BAD_REQUEST", { code: "VALIDATION_ERROR", message });
}
