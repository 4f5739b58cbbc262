// @feature two-factor
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Security } from "@/shared/api";
import { SubmitButton } from "@/shared/ui/submit-button";
import { renewRecoveryCodes, turnOff } from "../api/two-factor";
import { GuardedForm } from "./GuardedForm";

interface TwoFactorOnProps extends Security {
  onCodes: (recoveryCodes: string[]) => void;
}

export function TwoFactorOn({ onCodes, ...security }: TwoFactorOnProps) {
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: ({ backupCodes }) => onCodes(backupCodes),
  });
  const off = useMutation({
    mutationFn: turnOff,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["security"] }),
  });
  const actions = { renew, off };

  return (
    <GuardedForm
      {...security}
      error={off.error ?? renew.error}
      pending={renew.isPending || off.isPending}
      onSubmit={(body, button) => actions[button as keyof typeof actions].mutate(body)}
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
