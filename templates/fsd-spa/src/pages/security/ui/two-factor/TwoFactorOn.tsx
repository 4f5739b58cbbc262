import { useQueryClient } from "@tanstack/react-query";
import type { Security } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { SubmitButton } from "@/shared/ui/submit-button";
import { type Credentials, renewRecoveryCodes, turnOff } from "../../api/two-factor";
import { GuardedForm } from "./GuardedForm";

interface TwoFactorOnProps extends Security {
  onCodes: (recoveryCodes: string[]) => void;
}

export function TwoFactorOn({ onCodes, ...security }: TwoFactorOnProps) {
  const queries = useQueryClient();
  const renew = useSingleMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: ({ backupCodes }) => onCodes(backupCodes),
  });
  const off = useSingleMutation({
    mutationFn: turnOff,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["security"] }),
  });

  function onSubmit(credentials: Credentials, button: string) {
    const [action, other] = button === "off" ? [off, renew] : [renew, off];
    other.reset();
    action.mutate(credentials);
  }

  return (
    <GuardedForm
      {...security}
      error={off.error ?? renew.error}
      pending={renew.isPending || off.isPending}
      onSubmit={onSubmit}
    >
      <SubmitButton
        name="renew"
        variant="outline"
        pending={renew.isPending}
        pendingText="Making them…"
      >
        New recovery codes
      </SubmitButton>
      <SubmitButton
        name="off"
        variant="destructive"
        pending={off.isPending}
        pendingText="Turning it off…"
      >
        Turn it off
      </SubmitButton>
    </GuardedForm>
  );
}
