import type { ReactNode } from "react";
import type { Refusal } from "@/shared/lib/use-refusal";
import { Field } from "@/shared/ui/field";

interface SignInFormProps {
  /** What is wrong with the address. */
  refusal?: Refusal;
  /** Below the form. */
  note: ReactNode;
  /** The ways to go on, each with a button. */
  children: ReactNode;
}

/** Where signing in begins: whose account it is. */
export function SignInForm({ refusal, note, children }: SignInFormProps) {
  return (
    <>
      <form noValidate className="flex flex-col gap-5" onSubmit={(event) => event.preventDefault()}>
        <Field
          {...refusal}
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="you@example.org"
          maxLength={254}
          required
          // Everyone begins by typing their address.
          autoFocus
        />
        {children}
      </form>
      {note}
    </>
  );
}
