import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { Disclosure } from "~/account/disclosure";
import { SubmitButton } from "~/components/form";
import { SuccessNote } from "~/components/success-note";
import { Badge } from "~/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { FieldError } from "~/components/ui/field";
import type { TrustedDevice } from "~/services/two-factor/trusted-devices.server";
import { CurrentPassword } from "./current-password"; // @feature password
import { Enrolment } from "./enrolment";
import { RecoveryCodes } from "./recovery-codes";
import { TrustedDevices } from "./trusted-devices";

const own = [
  "turn-on",
  "confirm-app",
  "turn-off",
  "new-codes",
  "stop-trusting",
  "stop-trusting-all",
];

interface TwoFactorSectionProps {
  twoFactorEnabled: boolean;
  trustedDevices: TrustedDevice[];
  hasPassword: boolean; // @feature password
  result: AccountResult | undefined;
}

export function TwoFactorSection({ result, ...account }: TwoFactorSectionProps) {
  const isOn = account.twoFactorEnabled;
  return (
    <Card id="two-factor">
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle>Two-factor authentication</CardTitle>
          <Badge variant={isOn ? "default" : "outline"}>{isOn ? "On" : "Off"}</Badge>
        </div>
        <CardDescription>
          {isOn
            ? "You'll need a code from your authenticator app to sign in, except on trusted devices."
            : "Add a second step with an authenticator app, so access to your email alone isn't enough."}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Step {...account} result={result && own.includes(result.intent) ? result : undefined} />
      </CardContent>
    </Card>
  );
}

function Step({ result, ...account }: TwoFactorSectionProps) {
  if (result?.uri) return <Enrolment {...result} uri={result.uri} />;
  if (result?.recoveryCodes) return <RecoveryCodes codes={result.recoveryCodes} />;
  return (
    <div className="flex flex-col gap-4">
      <SuccessNote>{result?.done}</SuccessNote>
      {account.twoFactorEnabled ? (
        <>
          <TrustedDevices devices={account.trustedDevices} result={result} />
          <Disclosure
            title="Get new recovery codes"
            name="two-factor"
            open={result?.intent === "new-codes"}
          >
            <ConfirmForm {...account} result={result} intent="new-codes" pendingText="Generating…">
              Replace my recovery codes
            </ConfirmForm>
          </Disclosure>
          <Disclosure
            title="Turn off two-factor"
            name="two-factor"
            open={result?.intent === "turn-off"}
          >
            <ConfirmForm {...account} result={result} intent="turn-off" pendingText="Turning off…">
              Turn off two-factor
            </ConfirmForm>
          </Disclosure>
        </>
      ) : (
        <ConfirmForm {...account} result={result} intent="turn-on" pendingText="One moment…">
          Turn on two-factor
        </ConfirmForm>
      )}
    </div>
  );
}

const warnings: Readonly<Record<string, string>> = {
  "new-codes": "The codes you saved before will stop working.",
  "turn-off": "You'll sign in without a code, and your recovery codes will stop working.",
};

interface ConfirmFormProps extends TwoFactorSectionProps {
  intent: string;
  pendingText: string;
  children: string;
}

/** One form for each action, so that Enter never does another one. */
function ConfirmForm(props: ConfirmFormProps) {
  const { intent, pendingText, children, result } = props;
  const pending = useNavigation().formData?.get("intent") === intent;
  const error = result?.intent === intent ? result.error : undefined;
  const field = result?.field;
  return (
    <Form method="post" action="#two-factor" preventScrollReset className="flex flex-col gap-5">
      <input type="hidden" name="intent" value={intent} />
      {warnings[intent] && (
        <p className="text-sm text-pretty text-muted-foreground">{warnings[intent]}</p>
      )}
      {/* @feature password */}
      {props.hasPassword && (
        <CurrentPassword problem={field === "password" ? error : undefined} pending={pending} />
      )}
      {/* @end */}
      <FieldError id={`${intent}-error`} stale={pending}>
        {field ? undefined : error}
      </FieldError>
      <ConfirmItsYou result={result} intent={intent}>
        <SubmitButton
          variant={intent === "turn-off" ? "destructive" : "outline"}
          pending={pending}
          pendingText={pendingText}
        >
          {children}
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}
