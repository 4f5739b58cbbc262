import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { getViewer, onViewerChange } from "@/entities/user";
import { beginWithStep } from "@/features/sign-in"; // @feature email-code
import { NoAnswerError } from "@/shared/api";

// Without a network a request fails, and says so, instead of waiting in silence.
const networkMode = "always";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: 30_000,
      // Trying again doesn't help after a refusal. Without a response, the server may be
      // restarting.
      retry: (failures, error) => error instanceof NoAnswerError && failures < 3,
    },
    mutations: { networkMode },
  },
});

beginWithStep(queries); // @feature email-code

// What one person has loaded is not for the next one.
onViewerChange(() => {
  if (!getViewer()) queries.clear();
});

export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
