import { problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { PasskeyButton } from "@/shared/ui/passkey-button";
import { confirmByPasskey } from "../api/confirm";

/** For people who have a passkey, the shortest way: the device asks for it. */
export function PasskeyProof({ onConfirmed }: { onConfirmed: () => void }) {
  const check = useSingleMutation({
    mutationFn: confirmByPasskey,
    onSuccess: (confirmed) => confirmed && onConfirmed(),
  });
  return (
    <PasskeyButton
      errorId="passkey-proof-error"
      error={check.error ? problemText(check.error) : undefined}
      className="h-auto! min-h-11 py-2 text-balance whitespace-normal!"
      pending={check.isPending}
      pendingText="Waiting for your passkey…"
      onClick={() => check.mutate()}
    >
      Use your passkey
    </PasskeyButton>
  );
}
