import { useEffect, useRef } from "react";
import { Form } from "react-router";
import { Mail } from "~/components/icons";
import { LoginCard } from "~/components/login/login-card";
import { useSingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";
import { FieldError } from "~/components/ui/field-error";
import { Input } from "~/components/ui/input";
import { Label } from "~/components/ui/label";

interface EmailFormProps {
  /** What was typed before, so that a mistake can be mended instead of typed anew. */
  email?: string | undefined;
  error?: string | undefined;
}

export function EmailForm({ email, error }: EmailFormProps) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (error && !pendingIntent) field.current?.focus();
  }, [pendingIntent, error]);

  return (
    <LoginCard
      icon={<Mail />}
      title="Sign in"
      description="No password needed: we e-mail you a six-digit code. If you are new here, it makes your account, too."
    >
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="send-code" />
        <div className="flex flex-col gap-2">
          <Label htmlFor="email">E-mail</Label>
          <Input
            ref={field}
            id="email"
            name="email"
            type="email"
            defaultValue={email}
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="you@example.org"
            maxLength={254}
            required
            // Typing the address is all there is to do on this page.
            autoFocus
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "email-error" : undefined}
          />
          <FieldError id="email-error" stale={pendingIntent !== null}>
            {error}
          </FieldError>
        </div>
        <SubmitButton
          size="lg"
          pending={pendingIntent === "send-code"}
          pendingText="Sending your code…"
        >
          Send me a code
        </SubmitButton>
      </Form>
    </LoginCard>
  );
}
