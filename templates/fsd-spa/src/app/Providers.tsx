import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { onViewerChange } from "@/entities/user";
import { beginWithStep } from "@/features/sign-in"; // @feature email-code
import { NoAnswerError } from "@/shared/api";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays one; no answer may be a server that is being restarted.
      retry: (failures, error) => error instanceof NoAnswerError && failures < 3,
    },
  },
});

beginWithStep(queries); // @feature email-code

// What one person has loaded is not for the next one.
onViewerChange(() => queries.invalidateQueries());

export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
