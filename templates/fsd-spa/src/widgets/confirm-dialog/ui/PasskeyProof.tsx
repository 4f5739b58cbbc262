import { problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { Fingerprint } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { confirmByPasskey } from "../api/confirm";

/** For people who have a passkey, the shortest way: the device asks for it. */
export function PasskeyProof({ onConfirmed }: { onConfirmed: () => void }) {
  const check = useSingleMutation({
    mutationFn: confirmByPasskey,
    onSuccess: (confirmed) => confirmed && onConfirmed(),
  });
  return (
    <div className="flex flex-col gap-2">
      <SubmitButton
        type="button"
        pending={check.isPending}
        pendingText="Waiting for your passkey…"
        onClick={() => check.mutate()}
      >
        <Fingerprint />
        Confirm with your passkey
      </SubmitButton>
      <FieldError id="passkey-proof-error" stale={check.isPending}>
        {check.error ? problemText(check.error) : undefined}
      </FieldError>
    </div>
  );
}
