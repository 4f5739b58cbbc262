import { TextLink } from "@/shared/ui/text-link";

/** Below the sign-in form. */
export function RegisterNote({ to, question = "New here?" }: { to: string; question?: string }) {
  return (
    <p>
      {question} <TextLink to={to}>Create an account</TextLink>
    </p>
  );
}
