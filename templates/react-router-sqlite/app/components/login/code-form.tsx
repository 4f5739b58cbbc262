// @feature email-code

import { MailOpen } from "~/components/icons";
import { ChangeEmail } from "~/components/login/change-email";
import { ExpiredCode } from "~/components/login/expired-code";
import { LoginCard } from "~/components/login/login-card";
import { SendAgain } from "~/components/login/send-again";
import { useSingleSubmit } from "~/components/login/use-single-submit";
import { VerifyForm } from "~/components/login/verify-form";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";

interface CodeFormProps {
  email: string;
  error?: string | undefined;
  /** How long the server still refuses to send the next code. */
  resendInSeconds: number;
  /** No code of this e-mail works any more, so the only way on is a new one. */
  expired?: boolean | undefined;
  /** "Send again" has just been pressed, and a new code is on its way. */
  sentAgain?: boolean | undefined;
}

export function CodeForm(props: CodeFormProps) {
  const { email, error, resendInSeconds, expired, sentAgain } = props;
  const submit = useSingleSubmit();

  return (
    <LoginCard
      icon={<MailOpen />}
      title="Check your e-mail"
      description={
        <>
          We sent a {CODE_LENGTH}-digit code to{" "}
          <strong className="font-medium break-words text-foreground">{email}</strong>. If you've
          requested several, it may take a few minutes until we send another one.
        </>
      }
    >
      {expired ? (
        <ExpiredCode error={error} resendInSeconds={resendInSeconds} {...submit} />
      ) : (
        <VerifyForm error={error} sentAgain={sentAgain} {...submit} />
      )}
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        {!expired && (
          <SendAgain
            label="Send again"
            variant="link"
            size="text"
            resendInSeconds={resendInSeconds}
            {...submit}
          />
        )}
        <ChangeEmail {...submit} />
      </div>
    </LoginCard>
  );
}
