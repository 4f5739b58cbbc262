import { TextLink } from "@/shared/ui/text-link";

interface RegisterNoteProps {
  to: string;
  question?: string;
  link?: string;
}

/** Below the sign-in form. */
export function RegisterNote({
  to,
  question = "New here?",
  link = "Create an account",
}: RegisterNoteProps) {
  return (
    <p>
      {question} <TextLink to={to}>{link}</TextLink>
    </p>
  );
}
