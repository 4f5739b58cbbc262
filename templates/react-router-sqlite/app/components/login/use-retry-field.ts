// @feature two-factor
import { useEffect, useRef } from "react";

/** A field that is ready for the next try: what is typed replaces what did not work. */
export function useRetryField(error: string | undefined, pending: boolean) {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (pending || !error) return;
    field.current?.focus();
    field.current?.select();
  }, [pending, error]);

  return field;
}
