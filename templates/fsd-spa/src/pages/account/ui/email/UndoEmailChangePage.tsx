import type { FormEvent } from "react";
import { Link, useSearchParams } from "react-router";
import { setViewer } from "@/entities/user";
import { EmailLink, LoginCard } from "@/features/sign-in";
import { problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { buttonVariants } from "@/shared/ui/button";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck, Mail } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { UNDO_IN_DAYS } from "~/services/email-change/rules";
import { undoEmailChange } from "../../api/email";

/** Where the link leads that puts the previous address back. */
export function UndoEmailChangePage() {
  return (
    <EmailLink
      why={`Each link works once and expires after ${UNDO_IN_DAYS} days. If you've already used it, you can sign in.`}
      instead={<SignInLink />}
    >
      <UndoEmailChange />
    </EmailLink>
  );
}

function UndoEmailChange() {
  const [search] = useSearchParams();
  const undo = useSingleMutation({
    mutationFn: undoEmailChange,
    onSuccess: () => setViewer(null),
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    undo.mutate(search.get("token") ?? "");
  }

  if (undo.isSuccess) return <Done />;
  return (
    <LoginCard
      icon={<Mail />}
      title="Undo the email change"
      description="This restores your email and signs out every device. It also removes any password, and every way to sign in that was added since the change."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <FieldError id="undo-error" stale={undo.isPending}>
          {undo.error ? problemText(undo.error) : undefined}
        </FieldError>
        <SubmitButton pending={undo.isPending} pendingText="One moment…">
          Undo the change
        </SubmitButton>
      </form>
    </LoginCard>
  );
}

function Done() {
  return (
    <LoginCard
      icon={<CircleCheck />}
      title="Email change undone"
      description={<span role="status">Every device has been signed out.</span>}
    >
      {/* @feature password */}
      <p className="mb-5 text-pretty">
        If you had a password, it no longer works. Set a new one with “Forgot your password?”.
      </p>
      {/* @end */}
      <SignInLink />
    </LoginCard>
  );
}

function SignInLink() {
  return (
    <Link to={paths.login} className={buttonVariants({ className: "w-full" })}>
      Continue to sign in
    </Link>
  );
}
