import type { ReactNode } from "react";
import { useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import type { Confirmation } from "~/account/confirm-its-you.server";
import { SubmitButton, useRetryField } from "~/components/form";
import { Field, FieldError } from "~/components/ui/field";
import { EMAILED_CODE } from "~/services/rules";
import { ConfirmByPasskey } from "~/sign-in/passkey/confirm"; // @feature passkey
import { PasswordField } from "~/sign-in/password/password-field"; // @feature password

interface ConfirmItsYouProps {
  result: AccountResult | undefined;
  /** Of the form that it's in. */
  intent: string;
  /** The button of the form. */
  children: ReactNode;
}

/**
 * Around the button of a form that changes what protects the account. If the sign-in was too long
 * ago, the form also asks people to confirm that it's them, and then does what it says.
 */
export function ConfirmItsYou({ result, intent, children }: ConfirmItsYouProps) {
  const confirmation = result?.intent === intent ? result.confirmation : undefined;
  if (!confirmation) return children;
  const { others } = confirmation;
  return (
    <fieldset
      aria-describedby={`${intent}-confirm-why`}
      className="flex min-w-0 flex-col gap-4 rounded-lg border p-4"
    >
      <legend className="-ml-1 px-1 font-medium">Confirm it's you</legend>
      <p id={`${intent}-confirm-why`} role="status" className="text-sm text-muted-foreground">
        It's been a while since you signed in.
      </p>
      <Way confirmation={confirmation} intent={intent}>
        {children}
      </Way>
      {others.map((other) => (
        <ChooseWay key={other} way={other} isLink>
          {labels[other]}
        </ChooseWay>
      ))}
    </fieldset>
  );
}

interface WayProps {
  confirmation: Confirmation;
  intent: string;
  children: ReactNode;
}

/** The way in which they are asked now. */
function Way({ confirmation, intent, children }: WayProps) {
  const { way, codeSent, problem } = confirmation;
  // @feature passkey
  if (way === "passkey") return <ConfirmByPasskey intent={intent} problem={problem} />;
  // @end
  if (way === "email-code" && !codeSent) {
    return (
      <>
        <FieldError id={`${intent}-confirm-error`}>{problem}</FieldError>
        <ChooseWay way={way}>Email me a code</ChooseWay>
      </>
    );
  }
  return (
    <>
      <input type="hidden" name="confirmWay" value={way} />
      <Proof key={way} {...confirmation} />
      {children}
      {way === "email-code" && (
        <ChooseWay way={way} isLink>
          Resend code
        </ChooseWay>
      )}
    </>
  );
}

const labels = {
  passkey: "Use your passkey", // @feature passkey
  "app-code": "Use your authenticator app", // @feature two-factor
  password: "Use your password", // @feature password
  "email-code": "Email me a code instead",
};

const code = { inputMode: "numeric", autoComplete: "one-time-code" } as const;

function Proof({ way, problem }: Confirmation) {
  const pending = useNavigation().state !== "idle";
  const field = useRetryField(problem ?? way, pending);
  const common = { ref: field, name: "confirmProof", required: true, problem, stale: pending };
  // @feature password
  if (way === "password") {
    return <PasswordField {...common} label="Your password" autoComplete="current-password" />;
  }
  // @end
  // @feature two-factor
  if (way === "app-code") {
    return <Field {...common} {...code} label="6-digit code from your authenticator app" />;
  }
  // @end
  return <Field {...common} {...code} label={`${EMAILED_CODE.length}-digit code from the email`} />;
}

interface ChooseWayProps {
  way: Confirmation["way"];
  isLink?: boolean;
  children: string;
}

/** Sends the form without doing what it says, so that it can ask in this way. */
function ChooseWay({ way, isLink = false, children }: ChooseWayProps) {
  const pending = useNavigation().formData?.get("confirmBy") === way;
  return (
    <SubmitButton
      name="confirmBy"
      value={way}
      // The other fields are not needed yet.
      formNoValidate
      pending={pending}
      pendingText="One moment…"
      {...(isLink && { variant: "link", size: "text", className: "self-start text-sm" })}
    >
      {children}
    </SubmitButton>
  );
}
