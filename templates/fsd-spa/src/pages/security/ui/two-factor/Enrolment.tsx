import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { QrCode } from "@/shared/ui/qr-code";
import { SubmitButton } from "@/shared/ui/submit-button";
import { confirmApp } from "../../api/two-factor";

interface EnrolmentProps {
  /** `otpauth://…`, which the app takes as a picture or typed in. */
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
      return queries.invalidateQueries({ queryKey: ["security"] });
    },
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).replaceAll(/\D/g, "");
    confirm.mutate(code);
  }

  return (
    <div className="flex flex-col gap-5">
      <p className="text-pretty">
        Scan this with an authenticator app, such as the one your phone or password manager has.
      </p>
      <QrCode text={uri} label="QR code for the authenticator app" />
      <p className="text-sm text-pretty text-muted-foreground">
        Or type this key into the app:{" "}
        <code className="font-mono font-medium break-words text-foreground select-all">
          {inGroups(new URL(uri).searchParams.get("secret") ?? "")}
        </code>
      </p>
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          {...useRefusal(confirm)}
          label="6-digit code from the app"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*\d{3}[\s\-]?\d{3}\s*"
          title="Six digits"
          maxLength={7}
          required
          autoFocus
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton pending={confirm.isPending} pendingText="Checking…">
            Turn it on
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
