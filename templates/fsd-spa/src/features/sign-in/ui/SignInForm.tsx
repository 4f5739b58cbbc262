import type { ReactNode } from "react";
import type { Refusal } from "@/shared/lib/use-refusal";
import { EmailField } from "@/shared/ui/email-field";

interface SignInFormProps {
  /** What's wrong with the address. */
  refusal: Refusal | undefined;
  /** The ways to go on, each with a button. */
  children: ReactNode;
}

/** Where signing in begins: whose account it is. */
export function SignInForm({ refusal, children }: SignInFormProps) {
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={(event) => event.preventDefault()}>
      <EmailField
        {...refusal}
        autoComplete="username webauthn" // @feature passkey
      />
      {children}
    </form>
  );
}

/** The address in the form around a button, or undefined after the field has said what's wrong. */
export function readEmail({ form }: HTMLButtonElement): string | undefined {
  const field = form?.elements.namedItem("email");
  if (!(field instanceof HTMLInputElement) || !field.reportValidity()) return;
  return field.value.trim();
}
