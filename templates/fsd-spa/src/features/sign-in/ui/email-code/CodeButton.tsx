import type { MouseEvent } from "react";
import { Mail } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Code } from "../../model/use-code";
import { LastUsed } from "../LastUsed"; // @feature several-ways
import { readEmail } from "../SignInForm";

/** Has a code sent to the address in the form, which is all that has to be filled in. */
export function CodeButton({ send }: Pick<Code, "send">) {
  function onClick({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    const email = readEmail(currentTarget);
    if (email) send.mutate(email);
  }

  return (
    <SubmitButton
      variant="outline" // @feature password
      pending={send.isPending}
      pendingText="Sending your code…"
      onClick={onClick}
    >
      <Mail />
      Email me a code
      <LastUsed way="email-code" /> {/* @feature several-ways */}
    </SubmitButton>
  );
}
