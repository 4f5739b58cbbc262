import { SignOut } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Logout } from "../model/use-logout";

export function LogoutButton({ mutate, isPending }: Logout) {
  return (
    <SubmitButton
      type="button"
      variant="outline"
      size="sm"
      pending={isPending}
      pendingText="Signing you out…"
      onClick={() => mutate()}
    >
      <SignOut />
      Sign out
    </SubmitButton>
  );
}
