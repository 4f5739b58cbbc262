import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { problemText } from "@/shared/api";
import { NotLoaded } from "@/shared/ui/not-loaded";

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** What to show once it's there. */
  children: (data: Data) => ReactNode;
}

/** What a query has loaded. Until then, or if that fails, it says so. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <NotLoaded pending={query.isFetching} onRetry={() => query.refetch()}>
        {problemText(query.error)}
      </NotLoaded>
    );
  }
  return (
    <p role="status" className="text-muted-foreground">
      Loading…
    </p>
  );
}
