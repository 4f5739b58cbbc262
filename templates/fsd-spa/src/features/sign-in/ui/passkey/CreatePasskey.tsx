import type { ComponentType } from "react";
import { addPasskey, problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Button } from "@/shared/ui/button";
import { Fingerprint } from "@/shared/ui/icons";
import { PasskeyButton } from "@/shared/ui/passkey-button";
import { StepFooter, type StepProps } from "../LoginCard";

interface CreatePasskeyProps {
  frame: ComponentType<StepProps>;
  onDone: () => void;
}

/** Where a code leads someone whose account has no passkey yet. */
export function CreatePasskey({ frame: Frame, onDone }: CreatePasskeyProps) {
  const add = useSingleMutation({
    mutationFn: addPasskey,
    onSuccess: (added) => added && onDone(),
  });
  return (
    <Frame
      icon={<Fingerprint />}
      title="Create your passkey"
      description="Next time, sign in with your fingerprint, your face, or your device's PIN, without waiting for a code."
    >
      <PasskeyButton
        errorId="create-passkey-error"
        error={add.error ? problemText(add.error) : undefined}
        pending={add.isPending}
        pendingText="Waiting for your device…"
        onClick={() => add.mutate()}
      >
        Create a passkey
      </PasskeyButton>
      <StepFooter>
        <Button type="button" variant="link" size="text" onClick={onDone}>
          Not now
        </Button>
      </StepFooter>
    </Frame>
  );
}
