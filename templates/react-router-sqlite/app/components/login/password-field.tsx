// @feature password
import { useEffect, useRef } from "react";
import { TextLink } from "~/components/text-link";
import { Field } from "~/components/ui/field";

interface PasswordFieldProps {
  error: string | undefined;
  /** The form is on its way: what it said before may not hold any more. */
  pending: boolean;
}

export function PasswordField({ error, pending }: PasswordFieldProps) {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (error && !pending) field.current?.focus();
  }, [error, pending]);

  return (
    <Field
      ref={field}
      label="Password"
      name="password"
      type="password"
      autoComplete="current-password"
      required
      problem={pending ? undefined : error}
      aside={
        <span className="text-sm">
          <TextLink to="/forgot-password">Forgot your password?</TextLink>
        </span>
      }
    />
  );
}
