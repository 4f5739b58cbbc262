import { Field } from "@/shared/ui/field";

/** Asked for once more by those who have one: what guards the account is about to change. */
export function CurrentPassword() {
  return (
    <Field
      label="Your password"
      name="password"
      type="password"
      autoComplete="current-password"
      required
    />
  );
}
