import { type FormEvent, useState } from "react";
import type { Viewer } from "@/entities/user";
import { problemText } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TRUSTED_DEVICE_IN_DAYS } from "~/services/two-factor/rules";
import { verifyAppCode, verifyRecoveryCode } from "../../api/two-factor";
import type { SignInAnswer } from "../../model/sign-in-answer";
import { CodeField } from "../CodeField";

interface SecondFactorProps {
  onSignedIn: (viewer: Viewer) => void;
  /** Back to the first factor, for example when this has taken too long. */
  onBeginAgain: () => void;
}

/** The second step of signing in, on a page or in a dialog. */
export function SecondFactor({ onSignedIn, onBeginAgain }: SecondFactorProps) {
  const [recovering, setRecovering] = useState(false);
  const Form = recovering ? RecoveryCodeForm : AppCodeForm;
  return (
    <>
      <Form onVerified={({ user }) => onSignedIn({ email: user.email, name: user.name })} />
      <div className="mt-6 flex flex-wrap justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        <Button type="button" variant="link" size="text" onClick={() => setRecovering(!recovering)}>
          {recovering ? "Use the authenticator app" : "Use a recovery code instead"}
        </Button>
        <Button type="button" variant="link" size="text" onClick={onBeginAgain}>
          Start over
        </Button>
      </div>
    </>
  );
}

interface FormProps {
  onVerified: (answer: SignInAnswer) => void;
}

function AppCodeForm({ onVerified }: FormProps) {
  const verify = useSingleMutation({ mutationFn: verifyAppCode, onSuccess: onVerified });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (verify.isSuccess) return;
    const code = String(data.get("code")).replaceAll(/\D/g, "");
    verify.mutate({ code, trustDevice: data.get("trust") === "on" });
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      {/* Before the code, which is sent with its last digit. */}
      <label className="flex items-center gap-2.5 text-sm">
        <input type="checkbox" name="trust" className="size-4 accent-primary" />
        Do not ask on this device for {TRUSTED_DEVICE_IN_DAYS} days
      </label>
      <CodeField
        label="Code from your authenticator app"
        length={6}
        problem={verify.error ? problemText(verify.error) : undefined}
        stale={verify.isPending}
      />
      <SubmitButton pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}

function RecoveryCodeForm({ onVerified }: FormProps) {
  const verify = useSingleMutation({ mutationFn: verifyRecoveryCode, onSuccess: onVerified });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    verify.mutate(String(new FormData(event.currentTarget).get("code")).trim());
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        {...useRefusal(verify)}
        label="Recovery code"
        name="code"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        hint="One of the ten that you kept when you turned two-factor on. Each works once."
      />
      <SubmitButton pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
