// @feature password
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { problemText } from "@/shared/api";
import { Field } from "@/shared/ui/field";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import { changePassword } from "../api/change-password";

export function ChangePassword() {
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => form.current?.reset(),
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (change.isPending) return;
    change.mutate({
      currentPassword: String(data.get("currentPassword")),
      newPassword: String(data.get("newPassword")),
    });
  }

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-5">
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
      />
      <Field
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        hint="A sentence of your own is strong and easy to remember. Any character counts."
      />
      <FieldError id="change-password-error" stale={change.isPending}>
        {change.error ? problemText(change.error) : undefined}
      </FieldError>
      <SubmitButton variant="outline" pending={change.isPending} pendingText="Changing it…">
        Change my password
      </SubmitButton>
      {change.isSuccess && !change.isPending && (
        <p role="status" className="text-sm text-muted-foreground">
          Your password is changed.
        </p>
      )}
    </form>
  );
}
