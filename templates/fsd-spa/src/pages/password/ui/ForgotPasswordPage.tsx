import type { FormEvent } from "react";
import { LoginCard, StepFooter } from "@/features/sign-in";
import { requestPasswordReset } from "@/shared/api";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { EmailField } from "@/shared/ui/email-field";
import { Key } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { Address, LinkSent } from "./LinkSent";

export function ForgotPasswordPage() {
  const request = useSingleMutation({ mutationFn: requestPasswordReset });
  const refusal = useRefusal(request);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    request.mutate(String(new FormData(event.currentTarget).get("email")).trim());
  }

  if (request.isSuccess) {
    const email = request.variables;
    return (
      <LinkSent resend={() => requestPasswordReset(email)} onChangeEmail={request.reset}>
        If <Address>{email}</Address> has an account, we've sent it a reset link. It works once and
        expires in {inWords(LINK_LIFETIME_IN_MINUTES)}.
      </LinkSent>
    );
  }
  return (
    <LoginCard
      icon={<Key />}
      title="Reset your password"
      description="We'll email you a reset link. Your password won't change until you use it."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <EmailField {...refusal} />
        <SubmitButton pending={request.isPending} pendingText="Sending the link…">
          Email me a link
        </SubmitButton>
      </form>
      <StepFooter>
        <TextLink to={paths.login}>Back to sign in</TextLink>
      </StepFooter>
    </LoginCard>
  );
}
