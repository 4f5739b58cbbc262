// @feature two-factor
import { Enrolment } from "~/components/security/enrolment";
import { RecoveryCodes } from "~/components/security/recovery-codes";
import { SignInAgain } from "~/components/security/sign-in-again";
import { TwoFactorSwitch } from "~/components/security/two-factor-switch";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import type { SecurityAnswer } from "~/security/answer";

const own = ["turn-on", "confirm-app", "turn-off", "new-codes"];

interface TwoFactorCardProps {
  twoFactorEnabled: boolean;
  hasPassword: boolean; // @feature password
  answer: SecurityAnswer | undefined;
}

export function TwoFactorCard({ answer, ...security }: TwoFactorCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Two-factor sign-in</CardTitle>
        <CardDescription>
          {security.twoFactorEnabled
            ? "It is on: signing in asks for a code of your authenticator app, too."
            : "An app on your phone shows a new code every half minute. Whoever has your mailbox but not your phone stays outside."}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Step {...security} answer={answer && own.includes(answer.intent) ? answer : undefined} />
      </CardContent>
    </Card>
  );
}

function Step({ answer, ...security }: TwoFactorCardProps) {
  if (answer?.signInAgain) return <SignInAgain />;
  if (answer?.uri) return <Enrolment {...answer} uri={answer.uri} />;
  if (answer?.recoveryCodes) return <RecoveryCodes codes={answer.recoveryCodes} />;
  return <TwoFactorSwitch {...security} answer={answer} />;
}
