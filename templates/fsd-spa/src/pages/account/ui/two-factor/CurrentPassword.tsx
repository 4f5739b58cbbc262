import type { Refusal } from "@/shared/lib/use-refusal";
import { PasswordField } from "@/shared/ui/password-field";

/** People who have a password enter it again before they change what protects their account. */
export function CurrentPassword(refusal: Refusal) {
  return (
    <PasswordField
      {...refusal}
      label="Your password"
      name="password"
      autoComplete="current-password"
      required
    />
  );
}
