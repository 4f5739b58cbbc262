import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { QrCode } from "@/shared/ui/qr-code";
import { SubmitButton } from "@/shared/ui/submit-button";
import { digitsIn } from "~/lib/digits";
import { confirmApp } from "../../api/two-factor";
import { CopyButton } from "./CopyButton";

interface EnrolmentProps {
  /** `otpauth://…`, which the app reads from the picture. */
  uri: string;
  onDone: () => void;
  onCancel: () => void;
}

export function Enrolment({ uri, onDone, onCancel }: EnrolmentProps) {
  const queries = useQueryClient();
  const confirm = useSingleMutation({
    mutationFn: confirmApp,
    onSuccess() {
      onDone();
      return queries.invalidateQueries();
    },
  });

  const secret = new URL(uri).searchParams.get("secret") ?? "";

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = digitsIn(String(new FormData(event.currentTarget).get("code")));
    confirm.mutate(code);
  }

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
            {inGroups(secret)}
          </code>
        </p>
        <CopyButton text={secret}>Copy key</CopyButton>
      </div>
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          {...useRefusal(confirm)}
          label="6-digit code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*\p{Nd}{3}[\s\-]?\p{Nd}{3}\s*"
          title="Six digits"
          maxLength={7}
          required
          autoFocus
        />
        <div className="flex flex-wrap gap-3 *:grow">
          <SubmitButton pending={confirm.isPending} pendingText="Checking…">
            Turn on two-factor
          </SubmitButton>
          <Button type="button" variant="outline" onClick={onCancel}>
            Not now
          </Button>
        </div>
      </form>
    </div>
  );
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
