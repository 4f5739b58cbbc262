import { setViewer } from "@/entities/user";
import { logout } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";

/**
 * Signs out: the request and the reset belong together. The page forgets who was here even when
 * the request fails, because someone who presses the button wants to be signed out.
 */
export function useLogout() {
  return useSingleMutation({ mutationFn: logout, onSettled: () => setViewer(null) });
}

export type Logout = ReturnType<typeof useLogout>;
