// @feature two-factor
import type { FormEvent, ReactNode } from "react";
import { problemText, refusedFor, type Security } from "@/shared/api";
import { Field } from "@/shared/ui/field"; // @feature password
import { FieldError } from "@/shared/ui/field-error";
import type { Credentials } from "../api/two-factor";
import { SignInAgain } from "./SignInAgain";

interface GuardedFormProps extends Security {
  error: Error | null;
  pending: boolean;
  onSubmit: (credentials: Credentials, button: string) => void;
  /** The buttons; their names tell which one was pressed. */
  children: ReactNode;
}

/** A form for what asks for a recent sign-in, and for the password of those who have one. */
export function GuardedForm({
  error,
  pending,
  onSubmit,
  children,
  hasPassword, // @feature password
}: GuardedFormProps) {
  if (refusedFor(error, "SIGN_IN_AGAIN")) return <SignInAgain />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    const { submitter } = event.nativeEvent as SubmitEvent;
    onSubmit(password ? { password: String(password) } : {}, submitter?.getAttribute("name") ?? "");
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {/* @feature password */}
      {hasPassword && (
        <Field
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      )}
      {/* @end */}
      <FieldError id="guarded-error" stale={pending}>
        {error ? problemText(error) : undefined}
      </FieldError>
      <div className="flex flex-wrap gap-3">{children}</div>
    </form>
  );
}
