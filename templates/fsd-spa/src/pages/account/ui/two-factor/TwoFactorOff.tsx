import type { Account } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { SubmitButton } from "@/shared/ui/submit-button";
import { turnOn } from "../../api/two-factor";
import { ConfirmForm } from "./ConfirmForm";

interface TwoFactorOffProps extends Account {
  onBegun: (uri: string, recoveryCodes: string[]) => void;
}

export function TwoFactorOff({ onBegun, ...account }: TwoFactorOffProps) {
  const begin = useSingleMutation({
    mutationFn: turnOn,
    onSuccess(answer) {
      if ("totpURI" in answer) onBegun(answer.totpURI, answer.backupCodes);
    },
  });
  return (
    <ConfirmForm {...account} action={begin}>
      <SubmitButton variant="outline" pending={begin.isPending} pendingText="One moment…">
        Turn on two-factor
      </SubmitButton>
    </ConfirmForm>
  );
}
