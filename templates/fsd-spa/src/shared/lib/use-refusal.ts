import { useEffect, useRef } from "react";
import { problemText, refusedFor } from "../api";

interface Sent {
  error: Error | null;
  isPending: boolean;
}

/**
 * What a field says when the server refuses what was sent: `<Field {...useRefusal(mutation)} />`.
 * The field then gets the focus back. What is typed replaces what didn't work, except for an email
 * address, where a typo is easier to fix. With `codes`, only for these reasons.
 */
export function useRefusal({ error, isPending }: Sent, codes?: readonly string[]) {
  const ref = useRef<HTMLInputElement>(null);
  const isOurs = error !== null && (!codes || refusedFor(error, ...codes));
  const problem = isOurs ? problemText(error) : undefined;

  useEffect(() => {
    if (!problem || isPending) return;
    ref.current?.focus();
    if (ref.current?.type !== "email") ref.current?.select();
  }, [problem, isPending]);

  return { ref, problem, stale: isPending };
}

export type Refusal = ReturnType<typeof useRefusal>;
