import type { MouseEvent } from "react";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Code } from "../../model/use-code";

/** Has a code sent to the address in the form, of which nothing else has to be filled in. */
export function CodeButton({ send }: Pick<Code, "send">) {
  function onClick({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    const field = currentTarget.form?.elements.namedItem("email");
    if (!(field instanceof HTMLInputElement) || !field.reportValidity()) return;
    send.mutate(field.value.trim());
  }

  return (
    <SubmitButton
      variant="outline" // @feature password
      pending={send.isPending}
      pendingText="Sending your code…"
      onClick={onClick}
    >
      Email me a code
    </SubmitButton>
  );
}
