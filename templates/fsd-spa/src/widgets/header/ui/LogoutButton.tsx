import { SubmitButton } from "@/shared/ui/submit-button";
import type { Logout } from "../model/use-logout";

export function LogoutButton({ mutate, isPending }: Logout) {
  return (
    <SubmitButton
      type="button"
      variant="ghost"
      size="sm"
      className="h-10! justify-start! rounded-md! px-2.5! font-normal! focus-visible:outline-offset-0!"
      pending={isPending}
      pendingText="Signing you out…"
      onClick={() => mutate()}
    >
      Sign out
    </SubmitButton>
  );
}
