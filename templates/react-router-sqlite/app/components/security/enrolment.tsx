// @feature two-factor
import { Form, useNavigation } from "react-router";
import { useRetryField } from "~/components/login/use-retry-field";
import { QrCode } from "~/components/qr-code";
import { SubmitButton } from "~/components/submit-button";
import { Field } from "~/components/ui/field";

interface EnrolmentProps {
  /** `otpauth://…`, which the app takes as a picture or typed in. */
  uri: string;
  recoveryCodes?: string[];
  error?: string;
}

export function Enrolment({ uri, recoveryCodes = [], error }: EnrolmentProps) {
  const pending = useNavigation().formData?.get("intent") === "confirm-app";
  const field = useRetryField(error, pending);
  return (
    <div className="flex flex-col gap-5">
      <p className="text-pretty">
        Scan this with an authenticator app, such as the one your phone or password manager has.
      </p>
      <QrCode text={uri} label="QR code for the authenticator app" />
      <p className="text-sm text-pretty text-muted-foreground">
        Or type this key into the app:{" "}
        <code className="font-mono font-medium break-words text-foreground select-all">
          {inGroups(secretIn(uri))}
        </code>
      </p>
      <Form method="post" className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="confirm-app" />
        <input type="hidden" name="uri" value={uri} />
        {recoveryCodes.map((code) => (
          <input key={code} type="hidden" name="recoveryCode" value={code} />
        ))}
        <Field
          ref={field}
          label="The six digits that the app shows"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*\d{3}[\s\-]?\d{3}\s*"
          title="Six digits"
          maxLength={7}
          required
          autoFocus
          problem={pending ? undefined : error}
        />
        <SubmitButton pending={pending} pendingText="Checking…">
          Turn it on
        </SubmitButton>
      </Form>
    </div>
  );
}

function secretIn(uri: string): string {
  return URL.canParse(uri) ? (new URL(uri).searchParams.get("secret") ?? "") : "";
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
