import { SignOut } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { useLogout } from "../model/use-logout";

export function LogoutButton() {
  const { mutate, isPending } = useLogout();
  return (
    <SubmitButton
      type="button"
      variant="outline"
      size="sm"
      pending={isPending}
      pendingText="Signing you out…"
      onClick={() => !isPending && mutate()}
    >
      <SignOut />
      Sign out
    </SubmitButton>
  );
}
