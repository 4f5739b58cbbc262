import { askForPasskey, authPost } from "@/shared/api";

/** Signs in with the passkey that the person chooses. Null if the page itself has ended that. */
export async function signInWithPasskey(options?: { autofill: AbortSignal }) {
  const response = await askForPasskey(options);
  return response && authPost("/passkey/sign-in", { response });
}
