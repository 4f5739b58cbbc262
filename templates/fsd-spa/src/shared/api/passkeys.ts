import { authPost } from "./auth";

/** Loaded once the page is shown, which doesn't have to wait for it. */
const webAuthn = () => import("./webauthn");

export async function askForPasskey(options?: { autofill?: AbortSignal }) {
  return (await webAuthn()).askForPasskey(options);
}

export async function askForOwnPasskey() {
  return (await webAuthn()).askForOwnPasskey();
}

/** Creates a passkey on this device for the account. Null if the page itself has ended that. */
export async function addPasskey() {
  const response = await (await webAuthn()).createPasskey();
  return response && authPost("/passkey/add", { response }, { forMembers: true });
}

/** Whether the field for the address can suggest passkeys. */
export async function canSuggestPasskeys(): Promise<boolean> {
  return (await webAuthn()).canSuggestPasskeys();
}
