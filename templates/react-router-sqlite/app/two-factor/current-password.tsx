import { useRetryField } from "~/components/form";
import { PasswordField } from "~/sign-in/password/password-field";

interface CurrentPasswordProps {
  problem: string | undefined;
  pending: boolean;
}

/** People who have a password enter it again before they change what protects their account. */
export function CurrentPassword({ problem, pending }: CurrentPasswordProps) {
  const field = useRetryField(problem, pending);
  return (
    <PasswordField
      ref={field}
      label="Your password"
      name="password"
      autoComplete="current-password"
      required
      problem={problem}
      stale={pending}
    />
  );
}
