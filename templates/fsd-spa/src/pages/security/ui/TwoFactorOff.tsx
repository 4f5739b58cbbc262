// @feature two-factor
import { useMutation } from "@tanstack/react-query";
import type { Security } from "@/shared/api";
import { SubmitButton } from "@/shared/ui/submit-button";
import { turnOn } from "../api/two-factor";
import { GuardedForm } from "./GuardedForm";

interface TwoFactorOffProps extends Security {
  onBegun: (uri: string, recoveryCodes: string[]) => void;
}

export function TwoFactorOff({ onBegun, ...security }: TwoFactorOffProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: turnOn,
    onSuccess(answer) {
      if ("totpURI" in answer) onBegun(answer.totpURI, answer.backupCodes);
    },
  });
  return (
    <GuardedForm {...security} error={error} pending={isPending} onSubmit={(body) => mutate(body)}>
      <SubmitButton variant="outline" pending={isPending} pendingText="One moment…">
        Turn it on
      </SubmitButton>
    </GuardedForm>
  );
}
