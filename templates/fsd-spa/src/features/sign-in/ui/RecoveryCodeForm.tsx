// @feature two-factor
import type { FormEvent } from "react";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { verifyRecoveryCode } from "../api/verify-recovery-code";
import type { SignInAnswer } from "../model/sign-in-answer";

interface RecoveryCodeFormProps {
  onVerified: (answer: SignInAnswer) => void;
}

export function RecoveryCodeForm({ onVerified }: RecoveryCodeFormProps) {
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
      <SubmitButton size="lg" pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
