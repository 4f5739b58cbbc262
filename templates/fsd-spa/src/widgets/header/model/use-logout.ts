import { useMutation, useQueryClient } from "@tanstack/react-query";
import { setViewer } from "@/entities/user";
import { logout } from "@/shared/api";

/**
 * Signs out: the request and the reset belong together. The page forgets who was here also when the
 * request fails, because whoever presses the button wants to be gone.
 */
export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: logout,
    onSettled() {
      setViewer(null);
      queries.clear();
    },
  });
}
