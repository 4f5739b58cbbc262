import { useEffect, useRef, useState } from "react";
import type { Account } from "@/shared/api";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { SuccessNote } from "@/shared/ui/success-note";
import { Enrolment } from "./Enrolment";
import { RecoveryCodes } from "./RecoveryCodes";
import { TwoFactorOff } from "./TwoFactorOff";
import { TwoFactorOn } from "./TwoFactorOn";

type Step =
  | { name: "settled"; done?: string }
  | { name: "enrolling"; uri: string; codes: string[] }
  | { name: "codes"; codes: string[] };

export function TwoFactorSection(account: Account) {
  const [step, setStep] = useState<Step>({ name: "settled" });
  const settle = () => setStep({ name: "settled" });
  const title = useFocusAfter(step.name === "settled", account.twoFactorEnabled);
  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle ref={title} tabIndex={-1}>
            Two-factor authentication
          </CardTitle>
          <Badge variant={account.twoFactorEnabled ? "default" : "outline"}>
            {account.twoFactorEnabled ? "On" : "Off"}
          </Badge>
        </div>
        <CardDescription>
          {account.twoFactorEnabled
            ? "You'll need a code from your authenticator app to sign in, except on trusted devices."
            : "Add a second step with an authenticator app, so access to your email alone isn't enough."}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <SuccessNote>{step.name === "settled" && step.done}</SuccessNote>
        {step.name === "enrolling" && (
          <Enrolment
            uri={step.uri}
            onDone={() => setStep({ name: "codes", codes: step.codes })}
            onCancel={settle}
          />
        )}
        {step.name === "codes" && <RecoveryCodes codes={step.codes} onKept={settle} />}
        {step.name === "settled" && !account.twoFactorEnabled && (
          <TwoFactorOff
            {...account}
            onBegun={(uri, codes) => setStep({ name: "enrolling", uri, codes })}
          />
        )}
        {step.name === "settled" && account.twoFactorEnabled && (
          <TwoFactorOn
            {...account}
            onCodes={(codes) => setStep({ name: "codes", codes })}
            onOff={() => setStep({ name: "settled", done: "Two-factor is off." })}
          />
        )}
      </CardContent>
    </Card>
  );
}

/** Where the focus goes after a step, because the element that had it is gone. */
function useFocusAfter(settled: boolean, twoFactorEnabled: boolean) {
  const title = useRef<HTMLHeadingElement>(null);
  const last = useRef({ settled, twoFactorEnabled });

  useEffect(() => {
    const before = last.current;
    last.current = { settled, twoFactorEnabled };
    const isOver = settled && (!before.settled || before.twoFactorEnabled !== twoFactorEnabled);
    if (isOver) title.current?.focus();
  }, [settled, twoFactorEnabled]);

  return title;
}
