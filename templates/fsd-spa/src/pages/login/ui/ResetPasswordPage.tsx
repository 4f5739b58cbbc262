// @feature password
import { useMutation } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { buttonVariants } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck, Key } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { resetPassword } from "../api/reset-password";
import { newPasswordSchema } from "../model/registration-schema";
import { useCheckedForm } from "../model/use-checked-form";
import { LoginCard } from "./LoginCard";

/** Where the link for a new password leads. */
export function ResetPasswordPage() {
  const [search] = useSearchParams();
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: resetPassword });
  const { field, onSubmit } = useCheckedForm(newPasswordSchema, ({ password }) => {
    if (!isPending) mutate({ token: search.get("token") ?? "", newPassword: password });
  });

  if (isSuccess) {
    return (
      <LoginCard icon={<CircleCheck />} title="Your password is changed">
        <p role="status" className="mb-6 text-pretty text-muted-foreground">
          You are signed out everywhere. Sign in with the new password.
        </p>
        <TextLink to={paths.login} className={buttonVariants({ size: "lg" })}>
          Sign in
        </TextLink>
      </LoginCard>
    );
  }
  return (
    <LoginCard icon={<Key />} title="Choose a new password">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          {...field("password")}
          label="New password"
          type="password"
          autoComplete="new-password"
          hint="A sentence of your own is strong and easy to remember. Any character counts."
          required
          autoFocus
        />
        <Field
          {...field("confirmPassword")}
          label="The same password again"
          type="password"
          autoComplete="new-password"
          required
        />
        <FieldError id="reset-error" stale={isPending}>
          {error ? problemText(error) : undefined}
        </FieldError>
        <SubmitButton size="lg" pending={isPending} pendingText="Changing it…">
          Change my password
        </SubmitButton>
      </form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to={paths.forgotPassword}>Send another link</TextLink>
      </p>
    </LoginCard>
  );
}
