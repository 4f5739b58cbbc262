import { useMutationState } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { socialProblem } from "@/shared/api";
import { Alert } from "@/shared/ui/alert";

/**
 * Why the last attempt didn't work. It comes first, because another way may be the better one, and is
 * gone once that has been tried.
 */
export function SocialProblem() {
  const [search] = useSearchParams();
  const problem = socialProblem(search.get("error"));
  const hasFailed = useMutationState({ filters: { status: "error" } }).length > 0;
  if (!problem || hasFailed) return null;
  return (
    <Alert>
      <span>{problem}</span>
    </Alert>
  );
}
