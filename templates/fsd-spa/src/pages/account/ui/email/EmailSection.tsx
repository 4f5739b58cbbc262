import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { setEmail } from "@/entities/user";
import type { Account } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { EMAILED_CODE, LONGEST_EMAIL } from "~/services/rules";
import { changeEmail, confirmNewEmail } from "../../api/email";

export function EmailSection({ email, newEmail }: Pick<Account, "email" | "newEmail">) {
  const title = useRef<HTMLHeadingElement>(null);
  // The form is gone then.
  const confirm = useConfirm(() => title.current?.focus());
  return (
    <Card>
      <CardHeader>
        <CardTitle ref={title} tabIndex={-1}>
          Email
        </CardTitle>
        <CardDescription>
          We'll email a code to your new address, and a link to undo the change to your old one.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-6">
        <p role="status" className="text-sm text-muted-foreground empty:hidden">
          {!newEmail && confirm.data && `Your email is now ${confirm.data.email}.`}
        </p>
        {newEmail && <CodeForm newEmail={newEmail} confirm={confirm} />}
        {/* Empty again once the email has changed. */}
        <AddressForm key={email} />
      </CardContent>
    </Card>
  );
}

function AddressForm() {
  const queries = useQueryClient();
  const change = useSingleMutation({
    mutationFn: changeEmail,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    change.mutate(String(new FormData(event.currentTarget).get("newEmail")));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        {...useRefusal(change)}
        label="New email"
        name="newEmail"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={LONGEST_EMAIL}
        required
      />
      <SubmitButton variant="outline" pending={change.isPending} pendingText="Sending the code…">
        Change email
      </SubmitButton>
    </form>
  );
}

function useConfirm(onConfirmed: () => void) {
  const queries = useQueryClient();
  return useSingleMutation({
    mutationFn: confirmNewEmail,
    async onSuccess({ email }) {
      setEmail(email);
      await queries.invalidateQueries();
      onConfirmed();
    },
  });
}

interface CodeFormProps {
  newEmail: string;
  confirm: ReturnType<typeof useConfirm>;
}

function CodeForm({ newEmail, confirm }: CodeFormProps) {
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get("code")));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <p role="status" className="text-sm text-pretty">
        We sent a {EMAILED_CODE.length}-digit code to{" "}
        <strong className="font-medium break-words">{newEmail}</strong>.
      </p>
      <Field
        {...useRefusal(confirm)}
        label={`${EMAILED_CODE.length}-digit code`}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        missing="Enter the code."
        required
        autoFocus
      />
      <SubmitButton pending={confirm.isPending} pendingText="Checking…">
        Confirm new email
      </SubmitButton>
    </form>
  );
}
