import { useQueryClient } from "@tanstack/react-query";
import type { Account } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { SubmitButton } from "@/shared/ui/submit-button";
import { renewRecoveryCodes, turnOff } from "../../api/two-factor";
import { Disclosure } from "../Disclosure";
import { ConfirmForm } from "./ConfirmForm";
import { TrustedDevices } from "./TrustedDevices";

interface TwoFactorOnProps extends Account {
  onCodes: (recoveryCodes: string[]) => void;
  onOff: () => void;
}

export function TwoFactorOn({ onCodes, onOff, ...account }: TwoFactorOnProps) {
  const queries = useQueryClient();
  const renew = useSingleMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess({ backupCodes }) {
      onCodes(backupCodes);
      return queries.invalidateQueries();
    },
  });
  const off = useSingleMutation({
    mutationFn: turnOff,
    async onSuccess() {
      await queries.invalidateQueries();
      onOff();
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <TrustedDevices devices={account.trustedDevices} />
      <Disclosure title="Get new recovery codes" name="two-factor">
        <p className="text-sm text-pretty text-muted-foreground">
          The codes you saved before will stop working.
        </p>
        <ConfirmForm {...account} action={renew}>
          <SubmitButton variant="outline" pending={renew.isPending} pendingText="Generating…">
            Replace my recovery codes
          </SubmitButton>
        </ConfirmForm>
      </Disclosure>
      <Disclosure title="Turn off two-factor" name="two-factor">
        <p className="text-sm text-pretty text-muted-foreground">
          You'll sign in without a code, and your recovery codes will stop working.
        </p>
        <ConfirmForm {...account} action={off}>
          <SubmitButton variant="destructive" pending={off.isPending} pendingText="Turning off…">
            Turn off two-factor
          </SubmitButton>
        </ConfirmForm>
      </Disclosure>
    </div>
  );
}
