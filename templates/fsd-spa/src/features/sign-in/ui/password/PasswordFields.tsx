import type { MouseEvent } from "react";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { PasswordField } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import type { Password } from "../../model/use-password";
import { LastUsed } from "../LastUsed"; // @feature several-ways
import { Or } from "../Or"; // @feature several-ways
import { readEmail } from "../SignInForm";

interface PasswordFieldsProps {
  password: Password;
  // @feature email-code
  /** Enter presses the first button, "Sign in". Without a password, a code is what people want. */
  onNoPassword: (email: string) => void;
  // @end
}

/** The password for the address in the form. */
export function PasswordFields({
  password,
  onNoPassword, // @feature email-code
}: PasswordFieldsProps) {
  const refusal = useRefusal(password);

  function onClick({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    const email = readEmail(currentTarget);
    const field = currentTarget.form?.elements.namedItem("password");
    if (!email || !(field instanceof HTMLInputElement)) return;
    if (!field.value) return onNoPassword(email); // @feature email-code
    if (field.reportValidity()) password.mutate({ email, password: field.value });
  }

  return (
    <>
      <PasswordField
        {...(password.emailRefusal.problem ? {} : refusal)}
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
        <LastUsed way="password" /> {/* @feature several-ways */}
      </SubmitButton>
      <Or /> {/* @feature several-ways */}
    </>
  );
}
