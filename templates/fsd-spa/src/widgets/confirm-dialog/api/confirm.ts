import {
  askForOwnPasskey, // @feature passkey
  authPost,
  GET,
  refusedFor,
  type WayToConfirm,
} from "@/shared/api";

/** How the person can confirm that it's them, the best way first. */
export function getWays(): Promise<WayToConfirm[]> {
  return GET("/account/ways-to-confirm", { forMembers: true });
}

export function confirm(proof: { way: WayToConfirm; proof: string }) {
  return authPost("/confirm-its-you", proof, { forMembers: true });
}

// @feature passkey
/** Null if the page itself has ended that. */
export async function confirmByPasskey() {
  const response = await askForOwnPasskey();
  return response && confirm({ way: "passkey", proof: JSON.stringify(response) });
}

// @end
export async function sendCode() {
  try {
    await authPost("/confirm-its-you/send-code", {}, { forMembers: true });
  } catch (error) {
    // The code is on its way, so continue to where it's entered.
    if (!refusedFor(error, "CODE_JUST_SENT")) throw error;
  }
}
