import { useEffect, useRef, useState } from "react";
import { getViewer } from "@/entities/user";
import { onSessionEnded } from "@/shared/api";

/** Whether a request waits for the person to sign in again, and how to answer it. */
export function useSessionEnded() {
  const [ended, setEnded] = useState(false);
  const answer = useRef<(signedIn: boolean) => void>(undefined);

  useEffect(
    () =>
      onSessionEnded(() => {
        // Nothing to ask of someone who has just signed out.
        if (!getViewer()) return Promise.resolve(false);
        setEnded(true);
        return new Promise<boolean>((resolve) => {
          answer.current = resolve;
        });
      }),
    [],
  );

  function settle(signedIn: boolean) {
    setEnded(false);
    answer.current?.(signedIn);
  }

  return { ended, settle };
}
