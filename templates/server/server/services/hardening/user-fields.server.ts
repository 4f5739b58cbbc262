import type { BetterAuthPlugin } from "better-auth";
import { APIError } from "better-auth/api";
import { LONGEST_EMAIL } from "~/email-length";
import { isAllowedName } from "~/person-name";

/**
 * What is stored about people has limits, wherever it comes from: a page, the API, or code of yours
 * that uses better-auth. Add a check to `check` for each field that you add to `user`.
 */
export function userFields() {
  return {
    id: "user-fields",
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            create: { before: async (user) => check(user) },
            update: { before: async (changes) => check(changes) },
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}

function check({ email, name }: { email?: string; name?: string }) {
  if (email !== undefined && email.length > LONGEST_EMAIL) {
    throw refused("INVALID_EMAIL", "The email address is too long");
  }
  if (name !== undefined && !isAllowedName(name)) {
    throw refused("INVALID_NAME", "The name is too long, or has characters that cannot be shown");
  }
}

function refused(code: string, message: string) {
  return new APIError("BAD_REQUEST", { code, message });
}
