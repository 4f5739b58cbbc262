import { Alert } from "@/shared/ui/alert";
import { CircleAlert } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Logout } from "../model/use-logout";

/** Nobody should leave a computer in the belief that they are signed out when they are not. */
export function LogoutFailed({ mutate, isPending }: Logout) {
  return (
    <Alert variant="destructive" className="flex-wrap">
      <CircleAlert />
      <p className="min-w-48 flex-1">
        The server did not hear that you signed out. Until it does, your account may still be open
        in this browser.
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
