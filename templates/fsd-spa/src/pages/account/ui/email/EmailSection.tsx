import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { setEmail } from "@/entities/user";
import type { Account } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { Field } from "@/shared/ui/field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { LONGEST_EMAIL } from "~/services/rules";
import { cancelEmailChange, changeEmail, confirmNewEmail } from "../../api/email";
import { CodeStep } from "./CodeStep";

export function EmailSection({ emailChange }: Pick<Account, "emailChange">) {
  const queries = useQueryClient();
  const title = useRef<HTMLHeadingElement>(null);
  const confirm = useSingleMutation({
    mutationFn: confirmNewEmail,
    async onSuccess({ email }) {
      setEmail(email);
      await queries.invalidateQueries();
      // The form is gone.
      title.current?.focus();
    },
    // Whether another attempt is left.
    onError: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  const cancel = useSingleMutation({
    mutationFn: cancelEmailChange,
    onSuccess() {
      confirm.reset();
      return queries.invalidateQueries({ queryKey: ["account"] });
    },
  });

  function beginAgain() {
    confirm.reset();
    cancel.reset();
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle ref={title} tabIndex={-1}>
          Email
        </CardTitle>
        {!emailChange && (
          <CardDescription>
            We'll email a code to your new address, and a link to undo the change to your old one.
          </CardDescription>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-6">
        <SuccessNote>
          {!emailChange && confirm.data && `Your email is now ${confirm.data.email}.`}
        </SuccessNote>
        {emailChange ? (
          <CodeStep step={emailChange} confirm={confirm} cancel={cancel} />
        ) : (
          <AddressForm
            autoFocus={cancel.isSuccess}
            lastError={confirm.error}
            onBegin={beginAgain}
          />
        )}
      </CardContent>
    </Card>
  );
}

interface AddressFormProps {
  autoFocus: boolean;
  /** The change is over, or was cancelled in another tab, and its code was refused. */
  lastError: Error | null;
  onBegin: () => void;
}

function AddressForm({ autoFocus, lastError, onBegin }: AddressFormProps) {
  const queries = useQueryClient();
  const change = useSingleMutation({
    mutationFn: changeEmail,
    // A refusal may mean that a code has just been sent, which is then to be entered.
    onSettled: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  const { isPending } = change;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onBegin();
    change.mutate(String(new FormData(event.currentTarget).get("newEmail")));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        {...useRefusal({ error: change.error ?? lastError, isPending })}
        label="New email"
        name="newEmail"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={LONGEST_EMAIL}
        required
        autoFocus={autoFocus}
      />
      <SubmitButton variant="outline" pending={isPending} pendingText="Sending the code…">
        Change email
      </SubmitButton>
    </form>
  );
}
