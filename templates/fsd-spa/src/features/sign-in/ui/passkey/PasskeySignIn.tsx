import { problemText } from "@/shared/api";
import { PasskeyButton } from "@/shared/ui/passkey-button";
import type { SignInHandlers } from "../../model/sign-in-answer";
import { usePasskey } from "../../model/use-passkey";
import { LastUsed } from "../LastUsed"; // @feature several-ways

/**
 * Takes no address: the browser shows the passkeys that it has for this site. While this is shown,
 * the field for the address suggests them as well.
 */
export function PasskeySignIn(handlers: SignInHandlers) {
  const passkey = usePasskey(handlers);
  const { error, isPending } = passkey;
  return (
    <PasskeyButton
      errorId="passkey-error"
      error={error ? problemText(error) : undefined}
      variant="outline"
      pending={isPending}
      pendingText="Waiting for your passkey…"
      onClick={() => passkey.mutate(null)}
    >
      Sign in with a passkey
      <LastUsed way="passkey" /> {/* @feature several-ways */}
    </PasskeyButton>
  );
}
