import { problemText } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { Fingerprint } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Passkey } from "../../model/use-passkey";
import { LastUsed } from "../LastUsed"; // @feature several-ways

/** Takes no address: the browser shows the passkeys that it has for this site. */
export function PasskeyButton({ passkey }: { passkey: Passkey }) {
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
