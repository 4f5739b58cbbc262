import { useSearchParams } from "react-router";
import { socialProblem } from "@/shared/api";
import { Alert } from "@/shared/ui/alert";

/** Why the last attempt didn't work. It comes first, because another way may be the better one. */
export function SocialProblem() {
  const [search] = useSearchParams();
  const problem = socialProblem(search.get("error"));
  if (!problem) return null;
  return (
    <Alert>
      <span>{problem}</span>
    </Alert>
  );
}
