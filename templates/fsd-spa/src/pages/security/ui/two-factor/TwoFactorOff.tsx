import type { Security } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { SubmitButton } from "@/shared/ui/submit-button";
import { turnOn } from "../../api/two-factor";
import { GuardedForm } from "./GuardedForm";

interface TwoFactorOffProps extends Security {
  onBegun: (uri: string, recoveryCodes: string[]) => void;
}

export function TwoFactorOff({ onBegun, ...security }: TwoFactorOffProps) {
  const { mutate, isPending, error } = useSingleMutation({
    mutationFn: turnOn,
    onSuccess(answer) {
      if ("totpURI" in answer) onBegun(answer.totpURI, answer.backupCodes);
    },
  });
  return (
    <GuardedForm {...security} error={error} pending={isPending} onSubmit={mutate}>
      <SubmitButton variant="outline" pending={isPending} pendingText="One moment…">
        Turn it on
      </SubmitButton>
    </GuardedForm>
  );
}
