// @feature two-factor

import { type FormEvent, useId } from "react";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { Label } from "@/shared/ui/label";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TRUSTED_DEVICE_IN_DAYS } from "~/services/two-factor/rules";
import { verifyAppCode } from "../api/verify-app-code";
import type { SignInAnswer } from "../model/sign-in-answer";
import { CodeInput } from "./CodeInput";

interface AppCodeFormProps {
  onVerified: (answer: SignInAnswer) => void;
}

export function AppCodeForm({ onVerified }: AppCodeFormProps) {
  const id = useId();
  const verify = useSingleMutation({ mutationFn: verifyAppCode, onSuccess: onVerified });
  const { ref, problem, stale } = useRefusal(verify);

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
      <div className="flex flex-col gap-2">
        <Label htmlFor={id}>Code from your authenticator app</Label>
        <CodeInput
          ref={ref}
          id={id}
          length={6}
          name="code"
          required
          // Typing the code is all there is to do here.
          autoFocus
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-error` : undefined}
        />
        <FieldError id={`${id}-error`} stale={stale}>
          {problem}
        </FieldError>
      </div>
      <SubmitButton size="lg" pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
