import { useEffect, useRef } from "react";
import { problemText, refusedFor } from "../api";

interface Sent {
  error: Error | null;
  isPending: boolean;
}

/**
 * What a field says when what was sent is refused: `<Field {...useRefusal(mutation)} />`. The field
 * is then ready for the next try: what is typed replaces what did not work. With `codes` only for
 * these reasons.
 */
export function useRefusal({ error, isPending }: Sent, codes?: readonly string[]) {
  const ref = useRef<HTMLInputElement>(null);
  const isOurs = error !== null && (!codes || refusedFor(error, ...codes));
  const problem = isOurs ? problemText(error) : undefined;

  useEffect(() => {
    if (!problem || isPending) return;
    ref.current?.focus();
    ref.current?.select();
  }, [problem, isPending]);

  return { ref, problem, stale: isPending };
}

export type Refusal = ReturnType<typeof useRefusal>;
