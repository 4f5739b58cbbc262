import { problemText } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { Fingerprint } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { SignInHandlers } from "../../model/sign-in-answer";
import { usePasskey } from "../../model/use-passkey";
import { LastUsed } from "../LastUsed"; // @feature several-ways

/**
 * Takes no address: the browser shows the passkeys that it has for this site. While this is shown,
 * the field for the address suggests them as well.
 */
export function PasskeyButton(handlers: SignInHandlers) {
  const passkey = usePasskey(handlers);
  const { error, isPending } = passkey;
  return (
    <div className="flex flex-col gap-2">
      <SubmitButton
        type="button"
        variant="outline"
        pending={isPending}
        pendingText="Waiting for your passkey…"
        onClick={() => passkey.mutate()}
      >
        <Fingerprint />
        Sign in with a passkey
        <LastUsed way="passkey" /> {/* @feature several-ways */}
      </SubmitButton>
      <FieldError id="passkey-error" stale={isPending}>
        {error ? problemText(error) : undefined}
      </FieldError>
    </div>
  );
}
