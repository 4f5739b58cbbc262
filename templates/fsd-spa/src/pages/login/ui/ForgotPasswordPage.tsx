// @feature password
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { problemText, requestPasswordReset } from "@/shared/api";
import { paths } from "@/shared/config";
import { Field } from "@/shared/ui/field";
import { Key, MailOpen } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { LoginCard } from "./LoginCard";

export function ForgotPasswordPage() {
  const { mutate, isPending, isSuccess, error, variables } = useMutation({
    mutationFn: requestPasswordReset,
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isPending) mutate(String(new FormData(event.currentTarget).get("email")).trim());
  }

  if (isSuccess) {
    return (
      <LoginCard icon={<MailOpen />} title="Check your e-mail">
        <p role="status" className="text-pretty text-muted-foreground">
          If <strong className="font-medium text-foreground">{variables}</strong> has an account, a
          link is on its way there. It works once, for an hour.
        </p>
      </LoginCard>
    );
  }
  return (
    <LoginCard
      icon={<Key />}
      title="Choose a new password"
      description="We e-mail you a link. Your password stays as it is until you use it."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
          problem={error && !isPending ? problemText(error) : undefined}
        />
        <SubmitButton size="lg" pending={isPending} pendingText="Sending the link…">
          Send me a link
        </SubmitButton>
      </form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to={paths.login}>Back to signing in</TextLink>
      </p>
    </LoginCard>
  );
}
