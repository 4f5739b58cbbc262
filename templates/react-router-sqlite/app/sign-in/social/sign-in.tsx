import { useActionData, useSearchParams } from "react-router";
import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import type { Provider } from "~/services/sign-in/social/rules";
import { LastUsed } from "../last-used"; // @feature several-ways
import { Or } from "../or"; // @feature email-code|password
import { ProviderMark } from "./provider-mark";

/**
 * Why the last attempt didn't work. It comes first, because another way may be the better one, and is
 * gone once that has been tried.
 */
export function SocialProblem({ problem }: { problem: string | undefined }) {
  const answer = useActionData<unknown>();
  if (!problem || answer) return null;
  return (
    <Alert>
      <span>{problem}</span>
    </Alert>
  );
}

/** A button for each provider. Their forms lead to other sites, so the browser sends them itself. */
export function SocialSignIn({ providers }: { providers: Provider[] }) {
  const [search] = useSearchParams();
  if (providers.length === 0) return null;
  return (
    <form method="post" action="/login/with" className="flex flex-col gap-5">
      <Or /> {/* @feature email-code|password */}
      <input type="hidden" name="redirectTo" value={search.get("redirectTo") ?? ""} />
      {providers.map(({ id, name }) => (
        <Button key={id} variant="outline" name="provider" value={id}>
          <ProviderMark id={id} />
          Continue with {name}
          <LastUsed way={id} /> {/* @feature several-ways */}
        </Button>
      ))}
    </form>
  );
}
