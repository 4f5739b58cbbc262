import type { FormEvent } from "react";
import { type Refusal, useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Field } from "@/shared/ui/field";
import { PasswordField } from "@/shared/ui/password-field"; // @feature password
import { SubmitButton } from "@/shared/ui/submit-button";
import { EMAILED_CODE } from "~/services/rules";
import { confirm } from "../api/confirm";

interface ProofFormProps {
  /** One with something to type. */
  way: keyof typeof labels;
  onConfirmed: () => void;
}

export function ProofForm({ way, onConfirmed }: ProofFormProps) {
  const check = useSingleMutation({ mutationFn: confirm, onSuccess: onConfirmed });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    check.mutate({ way, proof: String(new FormData(event.currentTarget).get("proof")) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Proof way={way} refusal={useRefusal(check)} />
      <SubmitButton pending={check.isPending} pendingText="Checking…">
        Continue
      </SubmitButton>
    </form>
  );
}

const code = {
  inputMode: "numeric",
  autoComplete: "one-time-code",
  missing: "Enter the code.",
} as const;

const labels = {
  "app-code": "6-digit code from your authenticator app", // @feature two-factor
  password: "Your password", // @feature password
  "email-code": `${EMAILED_CODE.length}-digit code from the email`,
};

function Proof({ way, refusal }: { way: keyof typeof labels; refusal: Refusal }) {
  const common = { ...refusal, label: labels[way], name: "proof", required: true, autoFocus: true };
  // @feature password
  if (way === "password") {
    return <PasswordField {...common} autoComplete="current-password" />;
  }
  // @end
  return <Field {...common} {...code} />;
}
