import { type FormEvent, useRef } from "react";
import { useViewer } from "@/entities/user";
import {
  newPasswordRefusals,
  problemText,
  requestPasswordReset,
  type Security,
} from "@/shared/api";
import { takeFocus } from "@/shared/lib/take-focus";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { Field } from "@/shared/ui/field";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import { changePassword } from "../../api/change-password";

export function PasswordCard({ hasPassword }: Pick<Security, "hasPassword">) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardDescription>
          {hasPassword
            ? "A new one signs you out everywhere else."
            : "Your account has none yet. You can sign in with one as well."}
        </CardDescription>
      </CardHeader>
      <CardContent>{hasPassword ? <ChangePassword /> : <SetPassword />}</CardContent>
    </Card>
  );
}

function ChangePassword() {
  const viewer = useViewer();
  const form = useRef<HTMLFormElement>(null);
  const change = useSingleMutation({
    mutationFn: changePassword,
    onSuccess: () => form.current?.reset(),
  });
  const current = useRefusal(change, ["INVALID_PASSWORD"]);
  const next = useRefusal(change, newPasswordRefusals);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({
      currentPassword: String(data.get("currentPassword")),
      newPassword: String(data.get("newPassword")),
    });
  }

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-5">
      {/* Tells password managers whose password it is. */}
      <input type="email" autoComplete="username" value={viewer?.email} readOnly hidden />
      <Field
        {...current}
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
      />
      <Field
        {...next}
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        hint="A sentence of your own is strong and easy to remember. Any character counts."
      />
      <FieldError id="change-password-error" stale={change.isPending}>
        {change.error && !current.problem && !next.problem ? problemText(change.error) : undefined}
      </FieldError>
      <SubmitButton variant="outline" pending={change.isPending} pendingText="Changing it…">
        Change my password
      </SubmitButton>
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {change.isSuccess && "Password changed."}
      </p>
    </form>
  );
}

/** The link proves that the mailbox is theirs, as it does for a password that was forgotten. */
function SetPassword() {
  const viewer = useViewer();
  const request = useSingleMutation({ mutationFn: requestPasswordReset });
  if (request.isSuccess) {
    return (
      <p ref={takeFocus} tabIndex={-1}>
        We sent a link to {viewer?.email}.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <SubmitButton
        type="button"
        variant="outline"
        pending={request.isPending}
        pendingText="Sending the link…"
        onClick={() => viewer && request.mutate(viewer.email)}
      >
        Send me a link to set one
      </SubmitButton>
      <FieldError id="set-password-error" stale={request.isPending}>
        {request.error ? problemText(request.error) : undefined}
      </FieldError>
    </div>
  );
}
