import { useSearchParams } from "react-router";
import { setViewer } from "@/entities/user";
import { LoginCard } from "@/features/sign-in";
import { newPasswordRefusals, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { buttonVariants } from "@/shared/ui/button";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck, Key } from "@/shared/ui/icons";
import { PasswordField } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { resetPassword } from "../api/password";
import { newPasswordSchema } from "../model/registration-schema";
import { useCheckedForm } from "../model/use-checked-form";
import { AnswerCard } from "./AnswerCard";

/** Where the link for a new password leads. */
export function ResetPasswordPage() {
  const [search] = useSearchParams();
  const reset = useSingleMutation({
    mutationFn: resetPassword,
    // The server has ended every session, the one of this browser included.
    onSuccess: () => setViewer(null),
  });
  const refusal = useRefusal(reset, newPasswordRefusals);
  const { field, onSubmit } = useCheckedForm(newPasswordSchema, ({ password }) =>
    reset.mutate({ token: search.get("token") ?? "", newPassword: password }),
  );

  if (reset.isSuccess) {
    return (
      <AnswerCard icon={<CircleCheck />} title="Password changed">
        <p>You've been signed out everywhere. Sign in with the new password.</p>
        <TextLink to={paths.login} className={buttonVariants({ size: "lg", className: "mt-6" })}>
          Sign in
        </TextLink>
      </AnswerCard>
    );
  }
  return (
    <LoginCard icon={<Key />} title="Choose a new password">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <PasswordField
          {...field("password", refusal)}
          label="New password"
          autoComplete="new-password"
          hint="A sentence of your own is strong and easy to remember. Any character counts."
          required
          autoFocus
        />
        <PasswordField
          {...field("confirmPassword")}
          label="Confirm password"
          autoComplete="new-password"
          required
        />
        <FieldError id="reset-error" stale={reset.isPending}>
          {reset.error && !refusal.problem ? problemText(reset.error) : undefined}
        </FieldError>
        <SubmitButton pending={reset.isPending} pendingText="Changing it…">
          Change my password
        </SubmitButton>
      </form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to={paths.forgotPassword}>Send another link</TextLink>
      </p>
    </LoginCard>
  );
}
