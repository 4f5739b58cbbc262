import type { ComponentProps } from "react";
import { LONGEST_EMAIL } from "~/services/rules";
import { Field } from "./field";

/** The field for an email address, where every form around signing in begins. */
export function EmailField(props: Omit<ComponentProps<typeof Field>, "label">) {
  return (
    <Field
      label="Email"
      name="email"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      placeholder="you@example.com"
      maxLength={LONGEST_EMAIL}
      required
      autoFocus
      {...props}
    />
  );
}
