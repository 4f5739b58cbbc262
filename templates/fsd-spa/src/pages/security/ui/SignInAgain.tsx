// @feature two-factor
import { setViewer } from "@/entities/user";
import { logout } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { SubmitButton } from "@/shared/ui/submit-button";

/** What guards the account changes only right after a sign-in. The way back here is kept. */
export function SignInAgain() {
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
