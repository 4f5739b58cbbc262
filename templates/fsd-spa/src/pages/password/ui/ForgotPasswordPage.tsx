import type { FormEvent } from "react";
import { LoginCard } from "@/features/sign-in";
import { requestPasswordReset } from "@/shared/api";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Field } from "@/shared/ui/field";
import { Key, MailOpen } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { AnswerCard } from "./AnswerCard";

export function ForgotPasswordPage() {
  const request = useSingleMutation({ mutationFn: requestPasswordReset });
  const refusal = useRefusal(request);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    request.mutate(String(new FormData(event.currentTarget).get("email")).trim());
  }

  if (request.isSuccess) {
    return (
      <AnswerCard icon={<MailOpen />} title="Check your email">
        If <strong className="font-medium text-foreground">{request.variables}</strong> has an
        account, a link is on its way there. It works once, for {inWords(LINK_LIFETIME_IN_MINUTES)}.
        If you've requested several emails, it may take a few minutes until we send another one.
      </AnswerCard>
    );
  }
  return (
    <LoginCard
      icon={<Key />}
      title="Choose a new password"
      description="We email you a link. Your password stays as it is until you use it."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          {...refusal}
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
        />
        <SubmitButton pending={request.isPending} pendingText="Sending the link…">
          Send me a link
        </SubmitButton>
      </form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to={paths.login}>Back to sign in</TextLink>
      </p>
    </LoginCard>
  );
}
