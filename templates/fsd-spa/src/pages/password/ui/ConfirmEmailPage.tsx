import type { FormEvent } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { setViewer } from "@/entities/user";
import { LoginCard, settle } from "@/features/sign-in";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { MailOpen } from "@/shared/ui/icons";
import { PasswordField } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { confirmEmail } from "../api/password";

/** Where the link in the first email leads. With the password it proves whose address it is. */
export function ConfirmEmailPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const confirm = useSingleMutation({
    mutationFn: confirmEmail,
    onSuccess: (answer) =>
      settle(answer, {
        onSignedIn(viewer) {
          setViewer(viewer);
          navigate(paths.dashboard, { replace: true });
        },
        onSecondFactor: () => navigate(paths.secondFactor), // @feature two-factor
      }),
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    confirm.mutate({ token: search.get("token") ?? "", password });
  }

  return (
    <LoginCard
      icon={<MailOpen />}
      title="Confirm your email"
      description="Enter your password to finish signing up."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <PasswordField
          {...useRefusal(confirm)}
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus
        />
        <SubmitButton pending={confirm.isPending} pendingText="Signing you in…">
          Confirm and sign in
        </SubmitButton>
      </form>
      <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
        Didn't create this account, or don't know its password?{" "}
        <TextLink to={paths.register}>Create your own</TextLink>
      </p>
    </LoginCard>
  );
}
