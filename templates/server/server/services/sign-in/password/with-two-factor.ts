import { APIError } from "better-auth/api";
import { before } from "~/services/feature";
import { NEW_RECOVERY_CODES, TURN_OFF, TURN_ON } from "~/services/two-factor/rules";
import { lengthOf, SHORTEST_PASSWORD } from "./rules";

/** Enough for an account that asks for a second factor as well. */
const SHORTEST_WITH_SECOND_FACTOR = 8;

/** What the current password is called where it's asked for before the second factor changes. */
export const fieldsOfTwoFactor = [TURN_ON, TURN_OFF, NEW_RECOVERY_CODES].map(
  (path) => [path, "password"] as const,
);

/** Where a second factor is asked for as well, the password need not stand alone. */
export function mayBeShorter(password: string, owner: object | null) {
  if (lengthOf(password) < SHORTEST_WITH_SECOND_FACTOR) return false;
  return owner !== null && "twoFactorEnabled" in owner && owner.twoFactorEnabled === true;
}

/** A password that was short because of the second factor must not be left to stand alone. */
export const noShortPasswordAlone = before(TURN_OFF, async ({ body }) => {
  if (!body?.password || lengthOf(String(body.password)) >= SHORTEST_PASSWORD) return;
  throw new APIError("FORBIDDEN", {
    code: "PASSWORD_TOO_SHORT_ALONE",
    message: "The password is too short to stand alone",
  });
});
