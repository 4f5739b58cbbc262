import type { FormEvent } from "react";
import { problemText } from "@/shared/api";
import { CodeField } from "@/shared/ui/code-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { digitsIn } from "~/lib/digits";

/** Sends what was typed. */
interface Verify {
  mutate: (code: string) => unknown;
  error: Error | null;
  isPending: boolean;
  isSuccess: boolean;
}

export interface VerifyFormProps {
  verify: Verify;
  /** How many digits the code has. */
  length: number;
  sentAgain: boolean;
  /** Why sending another code has failed. */
  sendError: Error | null;
}

export function VerifyForm({ verify, length, sentAgain, sendError }: VerifyFormProps) {
  const error = verify.error ?? sendError;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (verify.isSuccess) return;
    verify.mutate(digitsIn(String(new FormData(event.currentTarget).get("code"))));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <CodeField
        label={<>{length}-digit code</>}
        length={length}
        problem={error ? problemText(error) : undefined}
        stale={verify.isPending}
        renewed={sentAgain}
      >
        <SuccessNote>
          {sentAgain && !error && "We've sent a new code. Only the latest one works."}
        </SuccessNote>
      </CodeField>
      <SubmitButton pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
