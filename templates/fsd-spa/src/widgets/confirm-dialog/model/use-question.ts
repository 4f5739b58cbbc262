import { useEffect, useRef, useState } from "react";
import { onConfirmItsYou, type WayToConfirm } from "@/shared/api";
import { getWays } from "../api/confirm";

/** Whether a request waits for the person to confirm that it's them, how they can, and the answer. */
export function useQuestion() {
  const [ways, setWays] = useState<WayToConfirm[]>([]);
  const answer = useRef<(confirmed: boolean) => void>(undefined);

  useEffect(
    () =>
      onConfirmItsYou(async () => {
        const possible = await getWays();
        answer.current?.(false);
        setWays(possible);
        return new Promise<boolean>((resolve) => {
          answer.current = resolve;
        });
      }),
    [],
  );

  function settle(confirmed: boolean) {
    setWays([]);
    answer.current?.(confirmed);
  }

  return { ways, settle };
}
