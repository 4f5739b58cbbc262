import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Account } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { ChevronDown } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { renewRecoveryCodes, turnOff } from "../../api/two-factor";
import { ConfirmForm } from "./ConfirmForm";
import { TrustedDevices } from "./TrustedDevices";

interface TwoFactorOnProps extends Account {
  onCodes: (recoveryCodes: string[]) => void;
}

export function TwoFactorOn({ onCodes, ...account }: TwoFactorOnProps) {
  const queries = useQueryClient();
  const renew = useSingleMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: ({ backupCodes }) => onCodes(backupCodes),
  });
  const off = useSingleMutation({
    mutationFn: turnOff,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  return (
    <div className="flex flex-col gap-4">
      <TrustedDevices devices={account.trustedDevices} />
      <Disclosure
        title="Get new recovery codes"
        warning="The codes you saved before will stop working."
      >
        <ConfirmForm {...account} action={renew}>
          <SubmitButton pending={renew.isPending} pendingText="Generating…">
            Replace my recovery codes
          </SubmitButton>
        </ConfirmForm>
      </Disclosure>
      <Disclosure
        title="Turn off two-factor"
        warning="You'll sign in without a code, and your recovery codes will stop working."
      >
        <ConfirmForm {...account} action={off}>
          <SubmitButton variant="destructive" pending={off.isPending} pendingText="Turning off…">
            Turn off two-factor
          </SubmitButton>
        </ConfirmForm>
      </Disclosure>
    </div>
  );
}

interface DisclosureProps {
  title: string;
  warning: string;
  children: ReactNode;
}

/** Something that has to be chosen before it can be confirmed. */
function Disclosure({ title, warning, children }: DisclosureProps) {
  return (
    <details name="two-factor" className="group rounded-lg border">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 rounded-lg px-4 py-2 font-medium hover:bg-accent focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-2 pb-4">
        <p className="text-sm text-pretty text-muted-foreground">{warning}</p>
        {children}
      </div>
    </details>
  );
}
