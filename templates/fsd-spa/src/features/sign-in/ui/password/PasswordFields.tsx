import type { MouseEvent } from "react";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { PasswordField } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import type { Password } from "../../model/use-password";

/** The password to the address in the form. */
export function PasswordFields({ password }: { password: Password }) {
  const refusal = useRefusal(password);

  function onClick({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>) {
    if (!form?.reportValidity()) return;
    const data = new FormData(form);
    password.mutate({
      email: String(data.get("email")).trim(),
      password: String(data.get("password")),
    });
  }

  return (
    <>
      <PasswordField
        {...refusal}
        label="Password"
        name="password"
        autoComplete="current-password"
        maxLength={128}
        required
        aside={
          <span className="text-sm">
            <TextLink to={paths.forgotPassword}>Forgot your password?</TextLink>
          </span>
        }
      />
      <SubmitButton pending={password.isPending} pendingText="Signing you in…" onClick={onClick}>
        Sign in
      </SubmitButton>
    </>
  );
}
