import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Viewer } from "@/entities/user";
import { refusedFor } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { enterBrowserCode, newBrowserStep, sendBrowserCode } from "../api/new-browser";

/** The code that a password takes besides, in a browser that's new to the account. */
export function useNewBrowser(onSignedIn: (viewer: Viewer) => void) {
  const queries = useQueryClient();
  const { data: step } = useQuery(newBrowserStep);

  const send = useSingleMutation({
    mutationFn: sendBrowserCode,
    onSuccess(next) {
      queries.setQueryData(newBrowserStep.queryKey, next);
      verify.reset();
    },
  });
  const verify = useSingleMutation({
    mutationFn: enterBrowserCode,
    onSuccess: ({ user }) => onSignedIn(user),
  });

  const isCodeOver = step?.isOver || refusedFor(verify.error, "CODE_OVER");
  return { step, over: isCodeOver ? "CODE_OVER" : null, send, verify };
}
