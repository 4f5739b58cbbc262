import type { FormEvent, ReactNode } from "react";
import { setViewer } from "@/entities/user";
import { logout, problemText, refusedFor, type Security } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Credentials } from "../../api/two-factor";
import { CurrentPassword } from "./CurrentPassword"; // @feature password

interface GuardedFormProps extends Security {
  error: Error | null;
  pending: boolean;
  onSubmit: (credentials: Credentials, button: string) => void;
  /** The buttons; their names tell which one was pressed. */
  children: ReactNode;
}

/** A form for what asks for a recent sign-in, and for the password of those who have one. */
export function GuardedForm({
  error,
  pending,
  onSubmit,
  children,
  hasPassword, // @feature password
}: GuardedFormProps) {
  if (refusedFor(error, "SIGN_IN_AGAIN")) return <SignInAgain />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    const { submitter } = event.nativeEvent as SubmitEvent;
    onSubmit(password ? { password: String(password) } : {}, submitter?.getAttribute("name") ?? "");
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {hasPassword && <CurrentPassword />} {/* @feature password */}
      <FieldError id="guarded-error" stale={pending}>
        {error ? problemText(error) : undefined}
      </FieldError>
      <div className="flex flex-wrap gap-3">{children}</div>
    </form>
  );
}

/** What guards the account changes only right after a sign-in. The way back here is kept. */
function SignInAgain() {
  const { mutate, isPending } = useSingleMutation({
    mutationFn: logout,
    onSettled: () => setViewer(null),
  });
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="text-sm text-pretty">
        For this, sign in again: it was some time ago that you did. You come back to this page.
      </p>
      <SubmitButton
        type="button"
        variant="outline"
        pending={isPending}
        pendingText="One moment…"
        onClick={() => mutate()}
      >
        Sign in again
      </SubmitButton>
    </div>
  );
}
