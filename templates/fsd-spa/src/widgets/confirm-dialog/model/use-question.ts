import { type ComponentType, useEffect, useRef, useState } from "react";
import { onConfirmItsYou, type WayToConfirm } from "@/shared/api";
import { getWays } from "../api/confirm";

export interface WaysProps {
  ways: WayToConfirm[];
  onConfirmed: () => void;
}

interface Question {
  ways: WayToConfirm[];
  /** What asks for them, which is loaded with the question: few people ever see it. */
  Ways: ComponentType<WaysProps>;
}

/** Whether a request waits for the person to confirm that it's them, how they can, and the answer. */
export function useQuestion() {
  const [question, setQuestion] = useState<Question>();
  const answer = useRef<(confirmed: boolean) => void>(undefined);

  useEffect(
    () =>
      onConfirmItsYou(async () => {
        const [ways, { Ways }] = await Promise.all([getWays(), import("../ui/Ways")]);
        answer.current?.(false);
        setQuestion(ways.length > 0 ? { ways, Ways } : undefined);
        return new Promise<boolean>((resolve) => {
          answer.current = resolve;
        });
      }),
    [],
  );

  function settle(confirmed: boolean) {
    setQuestion(undefined);
    answer.current?.(confirmed);
  }

  return { question, settle };
}
