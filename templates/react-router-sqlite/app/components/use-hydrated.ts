import { useSyncExternalStore } from "react";

/** Whether JavaScript runs in this page: false on the server and until the page has come alive. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
