import { Alert } from "@/shared/ui/alert";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Logout } from "../model/use-logout";

/** No one should leave a computer thinking that they're signed out when they aren't. */
export function LogoutFailed({ mutate, isPending }: Logout) {
  return (
    <Alert className="flex-wrap">
      <p className="min-w-48 flex-1">
        We couldn't reach the server to sign you out, so your account may still be open in this
        browser.
      </p>
      <SubmitButton
        type="button"
        variant="outline"
        size="sm"
        pending={isPending}
        pendingText="Trying…"
        onClick={() => mutate()}
      >
        Try again
      </SubmitButton>
    </Alert>
  );
}
