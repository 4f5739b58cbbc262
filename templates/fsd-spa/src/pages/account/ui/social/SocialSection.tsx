import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { ProviderForm, ProviderMark } from "@/entities/provider";
import { type Account, problemText, socialProblem, start } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { disconnect } from "../../api/disconnect";
import { requireRecentSignIn } from "../../api/recent-sign-in";

export function SocialSection({ connections }: Pick<Account, "connections">) {
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const end = useSingleMutation({
    mutationFn: disconnect,
    onSuccess: () => queries.invalidateQueries(),
  });
  const connect = useSingleMutation({
    async mutationFn(leave: () => void) {
      await requireRecentSignIn();
      leave();
    },
  });
  const failure = end.error ?? connect.error;
  const problem = failure ? problemText(failure) : socialProblem(search.get("error"));
  if (start.providers.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Connected accounts</CardTitle>
        <CardDescription>
          Sign in with an account from another service. Disconnecting one signs you out everywhere
          else.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <SuccessNote>
          {end.isSuccess && "Disconnected, and you've been signed out everywhere else."}
        </SuccessNote>
        <FieldError id="connections-error" stale={end.isPending}>
          {end.isSuccess ? undefined : problem}
        </FieldError>
        <ul className="divide-y border-t not-last:border-b last:-mb-2.5">
          {start.providers.map(({ id, name }) => (
            <li
              key={id}
              className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 py-2.5 [&>svg]:size-5"
            >
              <ProviderMark id={id} />
              <span className="font-medium">{name}</span>
              {connections.includes(id) ? (
                <>
                  <Badge>Connected</Badge>
                  <SubmitButton
                    type="button"
                    variant="outline"
                    size="sm"
                    className="ml-auto"
                    pending={end.isPending && end.variables === id}
                    pendingText="Disconnecting…"
                    onClick={() => end.mutate(id)}
                  >
                    Disconnect<span className="sr-only"> {name}</span>
                  </SubmitButton>
                </>
              ) : (
                <ProviderForm
                  action="/account/connect"
                  provider={id}
                  onLeave={connect.mutate}
                  className="ml-auto"
                >
                  <Button variant="outline" size="sm">
                    Connect<span className="sr-only"> {name}</span>
                  </Button>
                </ProviderForm>
              )}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
