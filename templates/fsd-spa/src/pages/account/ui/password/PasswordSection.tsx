import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { useViewer } from "@/entities/user";
import { type Account, newPasswordRefusals, problemText, requestPasswordReset } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { FieldError } from "@/shared/ui/field-error";
import { PasswordField, passwordHint } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { changePassword } from "../../api/change-password";
import { requireRecentSignIn } from "../../api/recent-sign-in";

export function PasswordSection({ hasPassword }: Pick<Account, "hasPassword">) {
  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle>Password</CardTitle>
          <Badge variant={hasPassword ? "default" : "outline"}>
            {hasPassword ? "Set" : "Not set"}
          </Badge>
        </div>
        <CardDescription>
          {hasPassword
            ? "Changing it signs you out everywhere else."
            : "You don't have a password yet. Add one as another way to sign in: we'll email you a link."}
        </CardDescription>
      </CardHeader>
      <CardContent>{hasPassword ? <ChangePassword /> : <SetPassword />}</CardContent>
    </Card>
  );
}

function ChangePassword() {
  const viewer = useViewer();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useSingleMutation({
    mutationFn: changePassword,
    onSuccess() {
      form.current?.reset();
      return queries.invalidateQueries();
    },
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
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={viewer?.email} readOnly hidden />
      <PasswordField
        {...current}
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        required
      />
      <PasswordField
        {...next}
        label="New password"
        name="newPassword"
        autoComplete="new-password"
        required
        hint={passwordHint}
      />
      <FieldError id="change-password-error" stale={change.isPending}>
        {change.error && !current.problem && !next.problem ? problemText(change.error) : undefined}
      </FieldError>
      <SubmitButton variant="outline" pending={change.isPending} pendingText="Changing password…">
        Change password
      </SubmitButton>
      <SuccessNote>{change.isSuccess && "Password changed."}</SuccessNote>
    </form>
  );
}

/** The link proves that the address is theirs, as it does for a forgotten password. */
function SetPassword() {
  const viewer = useViewer();
  const request = useSingleMutation({
    async mutationFn(email: string) {
      await requireRecentSignIn();
      return requestPasswordReset(email);
    },
  });
  return (
    <div className="flex flex-col gap-3">
      <SubmitButton
        type="button"
        variant="outline"
        pending={request.isPending}
        pendingText="Sending the link…"
        onClick={() => viewer && request.mutate(viewer.email)}
      >
        Email me a link
      </SubmitButton>
      <FieldError id="set-password-error" stale={request.isPending}>
        {request.error ? problemText(request.error) : undefined}
      </FieldError>
      <SuccessNote>{request.isSuccess && `We've sent a link to ${viewer?.email}.`}</SuccessNote>
    </div>
  );
}
