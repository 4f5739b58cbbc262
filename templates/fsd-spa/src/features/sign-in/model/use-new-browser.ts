import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Viewer } from "@/entities/user";
import { refusedFor } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { enterBrowserCode, getNewBrowserStep, sendBrowserCode } from "../api/new-browser";

export const newBrowserStep = queryOptions({
  queryKey: ["new-browser-step"],
  queryFn: getNewBrowserStep,
});

/** The code that a password takes besides, in a browser that's new to the account. */
export function useNewBrowser(onSignedIn: (viewer: Viewer) => void) {
  const queries = useQueryClient();
  const { data: step, isPending } = useQuery(newBrowserStep);

  const send = useSingleMutation({
    mutationFn: sendBrowserCode,
    onSuccess(next) {
      queries.setQueryData(newBrowserStep.queryKey, next);
      verify.reset();
    },
  });
  const verify = useSingleMutation({
    mutationFn: enterBrowserCode,
    onSuccess: ({ user }) => onSignedIn({ email: user.email, name: user.name }),
  });

  const errors = [verify.error, send.error];
  return {
    step,
    isPending,
    /** This sign-in can't be completed. */
    isOver: errors.some((error) => refusedFor(error, "NEW_BROWSER_OVER")),
    /** No code that was sent will work. */
    isCodeOver: step?.isOver === true || refusedFor(verify.error, "CODE_OVER"),
    send,
    verify,
  };
}
