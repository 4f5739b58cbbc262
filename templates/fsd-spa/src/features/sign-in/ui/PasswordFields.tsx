// @feature password
import { type MouseEvent, useEffect, useRef } from "react";
import { problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import type { Password } from "../model/use-password";

/** The password to the address in the form. */
export function PasswordFields({ password }: { password: Password }) {
  const field = useRef<HTMLInputElement>(null);
  const problem = password.error ? problemText(password.error) : undefined;

  useEffect(() => {
    if (!problem || password.isPending) return;
    field.current?.focus();
    field.current?.select();
  }, [problem, password.isPending]);

  function onClick({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>) {
    if (!form?.reportValidity() || password.isPending) return;
    const data = new FormData(form);
    password.mutate({
      email: String(data.get("email")).trim(),
      password: String(data.get("password")),
    });
  }

  return (
    <>
      <Field
        ref={field}
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={128}
        required
        problem={password.isPending ? undefined : problem}
        aside={
          <span className="text-sm">
            <TextLink to={paths.forgotPassword}>Forgot your password?</TextLink>
          </span>
        }
      />
      <SubmitButton
        size="lg"
        pending={password.isPending}
        pendingText="Signing you in…"
        onClick={onClick}
      >
        Sign in
      </SubmitButton>
    </>
  );
}
