// @feature two-factor
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { problemText } from "@/shared/api";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { verifyRecoveryCode } from "../api/verify-recovery-code";
import type { SignInAnswer } from "../model/sign-in-answer";

interface RecoveryCodeFormProps {
  onVerified: (answer: SignInAnswer) => void;
}

export function RecoveryCodeForm({ onVerified }: RecoveryCodeFormProps) {
  const verify = useMutation({ mutationFn: verifyRecoveryCode, onSuccess: onVerified });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (verify.isPending) return;
    verify.mutate(String(new FormData(event.currentTarget).get("code")).trim());
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        label="Recovery code"
        name="code"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        hint="One of the ten that you kept when you turned two-factor on. Each works once."
        problem={verify.error && !verify.isPending ? problemText(verify.error) : undefined}
      />
      <SubmitButton size="lg" pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
