import type { BetterAuthPlugin } from "better-auth";
import type { Feature } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { activityLog } from "./activity.server";
import { deletionEndpoints, deletionHooks } from "./delete-account.server";
import { accountEndpoints, accountLimits } from "./rules";
import { sessionEndpoints } from "./sessions.server";

const ownAccount = {
  id: "own-account",
  endpoints: { ...sessionEndpoints, ...deletionEndpoints },
  hooks: deletionHooks,
} satisfies BetterAuthPlugin;

/** What people see of their account and do with it. After all ways to sign in, whose results it notes. */
export const account = {
  endpoints: accountEndpoints,
  limits: accountLimits,
  plugins: [...accountChanges, activityLog, ownAccount],
} as const satisfies Feature;
