import { askForPasskey, authPost } from "@/shared/api";

type Suggested = Awaited<ReturnType<typeof askForPasskey>>;

/** Signs in with the passkey that was suggested, or that the person chooses now. Null if the page itself has ended that. */
export async function signInWithPasskey(suggested: Suggested) {
  const response = suggested ?? (await askForPasskey());
  return response && authPost("/passkey/sign-in", { response });
}
