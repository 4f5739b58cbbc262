import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { TextLink } from "~/components/page";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { FieldError } from "~/components/ui/field";
import type { SecurityAnswer } from "~/security/answer.server";
import { CurrentPassword } from "./current-password"; // @feature password
import { Enrolment } from "./enrolment";

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
            ? "On. You'll enter a code from your authenticator app each time you sign in."
            : "Add a second step with an authenticator app, so access to your email alone isn't enough."}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Step {...security} answer={answer && own.includes(answer.intent) ? answer : undefined} />
      </CardContent>
    </Card>
  );
}

function Step({ answer, ...security }: TwoFactorCardProps) {
  if (answer?.code === "SIGN_IN_AGAIN") return <SignInAgain />;
  if (answer?.uri) return <Enrolment {...answer} uri={answer.uri} />;
  if (answer?.recoveryCodes) return <RecoveryCodes codes={answer.recoveryCodes} />;
  return <Switch {...security} answer={answer} />;
}

function Switch({ answer, ...security }: TwoFactorCardProps) {
  const intent = useNavigation().formData?.get("intent");
  const button = (value: string) => ({ name: "intent", value, pending: intent === value });
  return (
    <Form method="post" className="flex flex-col gap-5">
      {security.hasPassword && <CurrentPassword />} {/* @feature password */}
      <FieldError id="two-factor-error" stale={Boolean(intent)}>
        {answer?.error}
      </FieldError>
      {answer?.done && (
        <p role="status" className="text-sm text-muted-foreground">
          {answer.done}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {security.twoFactorEnabled ? (
          <>
            <SubmitButton {...button("new-codes")} variant="outline" pendingText="Making them…">
              New recovery codes
            </SubmitButton>
            <SubmitButton
              {...button("turn-off")}
              variant="destructive"
              pendingText="Turning it off…"
            >
              Turn it off
            </SubmitButton>
          </>
        ) : (
          <SubmitButton {...button("turn-on")} variant="outline" pendingText="One moment…">
            Turn it on
          </SubmitButton>
        )}
      </div>
    </Form>
  );
}

/** Shown once: they are the way in when the phone is lost. */
function RecoveryCodes({ codes }: { codes: string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="flex flex-col gap-4">
      <h3 ref={heading} tabIndex={-1} className="font-medium">
        Save your recovery codes
      </h3>
      <p className="text-sm text-pretty text-muted-foreground">
        Each signs you in once, should your phone be lost. They are not shown again: print them, or
        put them into your password manager.
      </p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-lg bg-muted p-4 font-mono text-sm select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="text-sm">
        <TextLink to="/security">I've saved my codes</TextLink>
      </p>
    </div>
  );
}

/** What guards the account changes only right after a sign-in. The way back here is kept. */
function SignInAgain() {
  const pending = useNavigation().formAction?.startsWith("/sign-out") ?? false;
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="text-sm text-pretty">
        For this, sign in again: it was some time ago that you did. You come back to this page.
      </p>
      <Form method="post" action="/sign-out?redirectTo=/security" className="flex flex-col">
        <SubmitButton variant="outline" pending={pending} pendingText="One moment…">
          Sign in again
        </SubmitButton>
      </Form>
    </div>
  );
}
