import { type FormEvent, useEffect, useRef } from "react";
import { problemText } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { Input } from "@/shared/ui/input";
import { Label } from "@/shared/ui/label";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Code } from "../model/use-code";

/** The first step: where to send the code. */
export function EmailForm({ send }: Pick<Code, "send">) {
  const field = useRef<HTMLInputElement>(null);
  const problem = send.error ? problemText(send.error) : undefined;

  useEffect(() => {
    if (problem) field.current?.focus();
  }, [problem]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (send.isPending) return;
    send.mutate(String(new FormData(event.currentTarget).get("email")).trim());
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Label htmlFor="email">E-mail</Label>
        <Input
          ref={field}
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="you@example.org"
          maxLength={254}
          required
          // Typing the address is all there is to do here.
          autoFocus
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "email-error" : undefined}
        />
        <FieldError id="email-error" stale={send.isPending}>
          {problem}
        </FieldError>
      </div>
      <SubmitButton size="lg" pending={send.isPending} pendingText="Sending your code…">
        Send me a code
      </SubmitButton>
    </form>
  );
}
