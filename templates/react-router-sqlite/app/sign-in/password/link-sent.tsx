import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { MailOpen } from "~/components/icons";
import { TextLink } from "~/components/page";
import { SuccessNote } from "~/components/success-note";
import { FieldError } from "~/components/ui/field";
import { SignInCard, SignInFooter } from "../card";

interface LinkSentProps {
  answer: { email?: string; again?: boolean; error?: string };
  /** The page with the form, for another address. */
  to: string;
  /** What was sent, and to whom. */
  children: ReactNode;
}

/** The same whether or not the address has an account: its owner learns more by email. */
export function LinkSent({ answer, to, children }: LinkSentProps) {
  const pending = useNavigation().state !== "idle";
  return (
    <SignInCard icon={<MailOpen />} title="Check your email" description={children}>
      <Form method="post" className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="again" />
        <input type="hidden" name="email" value={answer.email} />
        <SubmitButton variant="outline" pending={pending} pendingText="Sending another link…">
          Resend link
        </SubmitButton>
        <FieldError id="resend-error" stale={pending}>
          {answer.error}
        </FieldError>
        <SuccessNote>
          {answer.again &&
            "We've sent another link. If you've requested several, it may take a few minutes."}
        </SuccessNote>
      </Form>
      <SignInFooter>
        <TextLink to={to}>Use a different email</TextLink>
        <TextLink to="/login">Back to sign in</TextLink>
      </SignInFooter>
    </SignInCard>
  );
}

/** The address that something was sent to, in a sentence. */
export function Address({ children }: { children: ReactNode }) {
  return <strong className="font-medium break-words text-foreground">{children}</strong>;
}
