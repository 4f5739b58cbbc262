import { Form, Link, useNavigation } from "react-router";
import { encode } from "uqr";
import { SubmitButton, useRetryField } from "~/components/form";
import { buttonVariants } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { CopyButton } from "./recovery-codes";

interface EnrolmentProps {
  /** `otpauth://…`, which the app reads from the picture. */
  uri: string;
  recoveryCodes?: string[];
  error?: string;
}

export function Enrolment({ uri, recoveryCodes = [], error }: EnrolmentProps) {
  const pending = useNavigation().formData?.get("intent") === "confirm-app";
  const field = useRetryField(error, pending);
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-pretty">
        Scan this QR code with your authenticator app or password manager.
      </p>
      <QrCode text={uri} label="QR code for the authenticator app" />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-pretty text-muted-foreground">
          Or enter this key in the app:{" "}
          <code className="mt-1 block font-mono font-medium break-words text-foreground select-all">
            {inGroups(secretIn(uri))}
          </code>
        </p>
        <CopyButton text={secretIn(uri)}>Copy key</CopyButton>
      </div>
      <Form method="post" action="#two-factor" preventScrollReset className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="confirm-app" />
        <input type="hidden" name="uri" value={uri} />
        {recoveryCodes.map((code) => (
          <input key={code} type="hidden" name="recoveryCode" value={code} />
        ))}
        <Field
          ref={field}
          label="6-digit code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*\p{Nd}{3}[\s\-]?\p{Nd}{3}\s*"
          title="Six digits"
          maxLength={7}
          required
          autoFocus
          problem={error}
          stale={pending}
        />
        <div className="flex flex-wrap gap-3 *:grow">
          <SubmitButton pending={pending} pendingText="Checking…">
            Turn on two-factor
          </SubmitButton>
          <Link to="/account#two-factor" className={buttonVariants({ variant: "outline" })}>
            Not now
          </Link>
        </div>
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

interface QrCodeProps {
  text: string;
  /** What it is, for people who can't see it. */
  label: string;
}

/** A QR code, dark on light in every color scheme, because scanners need that. */
function QrCode({ text, label }: QrCodeProps) {
  const { size, data } = encode(text, { border: 2 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])),
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-lg border bg-white"
    >
      <path d={squares.join("")} fill="black" />
    </svg>
  );
}
