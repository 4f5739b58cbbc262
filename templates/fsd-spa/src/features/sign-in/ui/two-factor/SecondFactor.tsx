import { type FormEvent, useState } from "react";
import { problemText, reasonText, refusedFor } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { CodeField } from "@/shared/ui/code-field";
import { Field } from "@/shared/ui/field";
import { Shield } from "@/shared/ui/icons";
import { StepOver } from "@/shared/ui/step-over";
import { SubmitButton } from "@/shared/ui/submit-button";
import { digitsIn } from "~/lib/digits";
import { TRUSTED_DEVICE_IN_DAYS } from "~/services/two-factor/rules";
import { verifyAppCode, verifyRecoveryCode } from "../../api/two-factor";
import type { SignInAnswer } from "../../model/sign-in-answer";
import { type SecondStepProps, StepFooter } from "../LoginCard";

interface SecondFactorProps extends SecondStepProps {
  /** No attempts are left in this sign-in. */
  usedUp?: boolean | undefined;
}

const title = "Two-factor authentication";

/** After these, this sign-in can't be completed. */
const dead = ["TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE", "INVALID_TWO_FACTOR_COOKIE"] as const;

/** The second step of signing in, on a page or in a dialog. */
export function SecondFactor(props: SecondFactorProps) {
  const { frame: Frame, usedUp = false, onSignedIn, onBeginAgain } = props;
  const [recovering, setRecovering] = useState(false);
  const [over, setOver] = useState<Error>();
  const form = {
    onVerified: ({ user }: SignInAnswer) => onSignedIn({ email: user.email, name: user.name }),
    onError: (error: Error) => refusedFor(error, ...dead) && setOver(error),
  };

  if (over || usedUp) {
    return (
      <Frame icon={<Shield />} title={title}>
        <StepOver text={over ? problemText(over) : reasonText(dead[0])}>
          <Button type="button" onClick={onBeginAgain}>
            Sign in again
          </Button>
        </StepOver>
      </Frame>
    );
  }
  return (
    <Frame
      icon={<Shield />}
      title={title}
      description={
        recovering
          ? "Enter one of your recovery codes. Each works once."
          : "Enter the 6-digit code from your authenticator app."
      }
    >
      {recovering ? <RecoveryCodeForm {...form} /> : <AppCodeForm {...form} />}
      <StepFooter>
        <Button type="button" variant="link" size="text" onClick={() => setRecovering(!recovering)}>
          {recovering ? "Use your authenticator app" : "Use a recovery code"}
        </Button>
        <Button type="button" variant="link" size="text" onClick={onBeginAgain}>
          Start over
        </Button>
      </StepFooter>
    </Frame>
  );
}

interface FormProps {
  onVerified: (answer: SignInAnswer) => void;
  onError: (error: Error) => void;
}

function AppCodeForm({ onVerified, onError }: FormProps) {
  const verify = useSingleMutation({ mutationFn: verifyAppCode, onSuccess: onVerified, onError });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (verify.isSuccess) return;
    const code = digitsIn(String(data.get("code")));
    verify.mutate({ code, trustDevice: data.get("trust") === "on" });
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <CodeField
        label="6-digit code"
        length={6}
        problem={verify.error ? problemText(verify.error) : undefined}
        stale={verify.isPending}
        // The checkbox comes after it.
        submits={false}
      />
      <Checkbox name="trust">Trust this device for {TRUSTED_DEVICE_IN_DAYS} days</Checkbox>
      <SubmitButton pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}

function RecoveryCodeForm({ onVerified, onError }: FormProps) {
  const verify = useSingleMutation({
    mutationFn: verifyRecoveryCode,
    onSuccess: onVerified,
    onError,
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    verify.mutate(String(new FormData(event.currentTarget).get("code")).trim());
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        {...useRefusal(verify)}
        label="Recovery code"
        missing="Enter a recovery code."
        name="code"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
      />
      <SubmitButton pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
