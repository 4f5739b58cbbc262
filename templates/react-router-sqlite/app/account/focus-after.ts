import { useEffect, useRef } from "react";
import type { AccountResult } from "~/account/action.server";

/** For the title of a section: it gets the focus after an action, whose button is gone by then. */
export function useFocusAfter(result: AccountResult | undefined) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (result?.done) title.current?.focus();
  }, [result]);
  return title;
}
