import type { BetterAuthPlugin } from "better-auth";
import { before, type Feature, inOrder } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import { confirmationEndpoints } from "./confirmation.server";
import { managementEndpoints } from "./manage.server";
import { recovery } from "./recovery.server"; // @feature code-recovery
import {
  ADD_PASSKEY,
  BEGIN_ADDING_PASSKEY,
  passkeyEndpoints,
  passkeyLimits,
  REMOVE_PASSKEY,
} from "./rules";
import { signInEndpoints } from "./sign-in.server";

/** The order matters: what refuses a request comes before what counts or changes something. */
const guards = {
  id: "passkey",
  endpoints: { ...signInEndpoints, ...managementEndpoints, ...confirmationEndpoints },
  hooks: inOrder(
    before([BEGIN_ADDING_PASSKEY, ADD_PASSKEY, REMOVE_PASSKEY], onlyAfterRecentSignIn),
  ),
  // Named like those of better-auth's own plugin, except for the last one.
  schema: {
    passkey: {
      fields: {
        name: { type: "string", required: false },
        publicKey: { type: "string", required: true },
        userId: {
          type: "string",
          required: true,
          references: { model: "user", field: "id" },
          index: true,
        },
        credentialID: { type: "string", required: true, unique: true },
        counter: { type: "number", required: true },
        deviceType: { type: "string", required: true },
        backedUp: { type: "boolean", required: true },
        transports: { type: "string", required: false },
        createdAt: { type: "date", required: false },
        aaguid: { type: "string", required: false },
        lastUsedAt: { type: "date", required: false },
      },
    },
  },
} satisfies BetterAuthPlugin;

/** Signing in with a passkey, which people add once they're signed in. */
export const passkey = {
  endpoints: passkeyEndpoints,
  limits: passkeyLimits,
  plugins: [
    ...accountChanges,
    recovery, // @feature code-recovery
    guards,
  ],
} as const satisfies Feature;
