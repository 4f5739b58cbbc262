import type { ReactNode } from "react";
import { LoginCard, StepFooter } from "@/features/sign-in";
import { problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { takeFocus } from "@/shared/lib/take-focus";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Button } from "@/shared/ui/button";
import { FieldError } from "@/shared/ui/field-error";
import { MailOpen } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { TextLink } from "@/shared/ui/text-link";

interface LinkSentProps {
  resend: () => Promise<unknown>;
  /** Back to the form, for another address. */
  onChangeEmail: () => void;
  /** What was sent, and to whom. */
  children: ReactNode;
}

/** The same whether or not the address has an account: its owner learns more by email. */
export function LinkSent({ resend, onChangeEmail, children }: LinkSentProps) {
  const again = useSingleMutation({ mutationFn: resend });
  return (
    <LoginCard
      icon={<MailOpen />}
      title="Check your email"
      description={
        <span ref={takeFocus} tabIndex={-1} className="block">
          {children}
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <SubmitButton
          type="button"
          variant="outline"
          pending={again.isPending}
          pendingText="Sending another link…"
          onClick={() => again.mutate()}
        >
          Resend link
        </SubmitButton>
        <FieldError id="resend-error" stale={again.isPending}>
          {again.error ? problemText(again.error) : undefined}
        </FieldError>
        <SuccessNote>
          {again.isSuccess &&
            "We've sent another link. If you've requested several, it may take a few minutes."}
        </SuccessNote>
      </div>
      <StepFooter>
        <Button type="button" variant="link" size="text" onClick={onChangeEmail}>
          Use a different email
        </Button>
        <TextLink to={paths.login}>Back to sign in</TextLink>
      </StepFooter>
    </LoginCard>
  );
}

/** The address that something was sent to, in a sentence. */
export function Address({ children }: { children: ReactNode }) {
  return <strong className="font-medium break-words text-foreground">{children}</strong>;
}
