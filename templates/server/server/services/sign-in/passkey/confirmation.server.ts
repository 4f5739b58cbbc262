import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, sessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { assertion, verifyAssertion } from "./ceremonies.server";
import { newChallenge } from "./challenges.server";
import { descriptorsOf, passkeysOf } from "./passkeys.server";
import { endRecovery } from "./recovery.server"; // @feature code-recovery
import { BEGIN_PASSKEY_CONFIRMATION } from "./rules";

/** The browser offers only the passkeys of the account. */
const beginConfirming = createAuthEndpoint(
  BEGIN_PASSKEY_CONFIRMATION,
  { method: "POST", use: [sessionMiddleware] },
  async (ctx) => {
    const { user, session } = ctx.context.session;
    return ctx.json({
      ...(await newChallenge(ctx, `confirm-${session.id}`)),
      allowCredentials: descriptorsOf(await passkeysOf(user.id)),
      userVerification: "required" as const,
    });
  },
);

export const confirmationEndpoints = { beginPasskeyConfirmation: beginConfirming };

interface Current {
  user: { id: string };
  session: { id: string };
}

/** A passkey's response, as the text of a form. */
const proof = z.preprocess((text) => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}, assertion);

/**
 * Confirms by one of their own passkeys that it's the account's owner who is in front of a session.
 *
 * @throws APIError unless the passkey has signed a challenge for just that
 */
export async function checkPasskey(
  ctx: GenericEndpointContext,
  { user, session }: Current,
  text: string,
) {
  const { data } = proof.safeParse(text);
  if (!data) {
    throw new APIError("UNAUTHORIZED", {
      code: "PASSKEY_REFUSED",
      message: "The response is malformed",
    });
  }
  await verifyAssertion(ctx, data, `confirm-${session.id}`, user.id);
  await endRecovery(user.id); // @feature code-recovery
}
