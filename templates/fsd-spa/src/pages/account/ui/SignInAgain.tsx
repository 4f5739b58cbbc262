import { setViewer } from "@/entities/user";
import { logout } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { SubmitButton } from "@/shared/ui/submit-button";

/** What protects the account can be changed only soon after signing in. They come back here. */
export function SignInAgain() {
  const { mutate, isPending } = useSingleMutation({
    mutationFn: logout,
    onSettled: () => setViewer(null),
  });
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="text-sm text-pretty">
        For your security, sign in again. We'll bring you back here.
      </p>
      <SubmitButton
        type="button"
        pending={isPending}
        pendingText="One moment…"
        onClick={() => mutate()}
      >
        Sign in again
      </SubmitButton>
    </div>
  );
}
