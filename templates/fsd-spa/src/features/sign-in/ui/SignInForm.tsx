import type { ReactNode } from "react";
import { Field } from "@/shared/ui/field";

/** Where signing in begins: whose account it is. Inside are the ways to go on, each with a button. */
export function SignInForm({ children }: { children: ReactNode }) {
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="you@example.org"
        maxLength={254}
        required
        // Typing the address is where everybody begins here.
        autoFocus
      />
      {children}
    </form>
  );
}
