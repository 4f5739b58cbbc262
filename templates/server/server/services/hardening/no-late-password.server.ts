// @feature password
import { getCurrentAdapter } from "@better-auth/core/context";
import type { BetterAuthPlugin } from "better-auth";
import { and, eq, ne } from "drizzle-orm";
import { db } from "~/db";
import { account } from "~/db/schema";
import { checkedAccount, expectAccount } from "./checked-account.server";
import { CHANGE_PASSWORD } from "./password-endpoints";
import { accountChanged } from "./refused-inserts.server";

/**
 * A password is changed only over the one that was typed as the current one. Otherwise someone who
 * knows the old password could put theirs over the one that its owner has just chosen by email.
 */
export function noLatePassword() {
  return {
    id: "no-late-password",
    init: () => ({
      options: {
        databaseHooks: {
          account: {
            update: {
              async before({ password }, ctx) {
                if (ctx?.path !== CHANGE_PASSWORD || typeof password !== "string") return;
                const checked = await checkedAccount.get();
                if (!checked?.password) return;
                // Inside better-auth's transaction: another connection would wait for its end.
                const adapter = await getCurrentAdapter(ctx.context.adapter);
                const written = await adapter.updateMany({
                  model: "account",
                  where: [
                    { field: "userId", value: checked.userId },
                    { field: "providerId", value: "credential" },
                    { field: "password", value: checked.password },
                  ],
                  update: { password, updatedAt: new Date() },
                });
                if (written === 0) throw accountChanged();
                await expectAccount({ password });
                // It is written, and better-auth would write it over any other.
                return false;
              },
            },
            create: {
              // Two links that are used at once must not leave an account with two passwords.
              async after({ id, userId, providerId }) {
                if (providerId !== "credential") return;
                const others = and(isPasswordOf(userId), ne(account.id, id));
                if ((await db.$count(account, others)) === 0) return;
                await db.delete(account).where(eq(account.id, id));
                throw accountChanged();
              },
            },
            // @feature email-code
            delete: {
              // better-auth takes away what an unconfirmed address had when its owner brings a code.
              async after({ providerId }, ctx) {
                if (ctx && providerId === "credential") await expectAccount({ password: null });
              },
            },
            // @end
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}

function isPasswordOf(userId: string) {
  return and(eq(account.userId, userId), eq(account.providerId, "credential"));
}
