import { Form, useNavigation, useSearchParams } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { SubmitButton } from "~/components/form";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { FieldError } from "~/components/ui/field";
import { socialProblem } from "~/services/sign-in/social/problems";
import type { Provider } from "~/services/sign-in/social/rules";
import { ProviderMark } from "./provider-mark";

interface Connection extends Provider {
  isConnected: boolean;
}

interface SocialSectionProps {
  connections: Connection[];
  result: AccountResult | undefined;
}

export function SocialSection({ connections, result }: SocialSectionProps) {
  const [search] = useSearchParams();
  const own = result?.intent === "disconnect" ? result : undefined;
  const problem = result ? own?.error : socialProblem(search.get("error"));
  if (connections.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Connected accounts</CardTitle>
        <CardDescription>Ways to sign in with an account that you have elsewhere.</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <FieldError id="connections-error">{problem}</FieldError>
        <ul className="divide-y">
          {connections.map((connection) => (
            <li
              key={connection.id}
              className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 py-2.5 [&>svg]:size-5"
            >
              <ProviderMark id={connection.id} />
              <span className="font-medium">{connection.name}</span>
              {connection.isConnected && <Badge>Connected</Badge>}
              <ConnectionForm {...connection} />
            </li>
          ))}
        </ul>
        {own?.done && (
          <p role="status" className="text-sm text-muted-foreground">
            {own.done}
          </p>
        )}
      </CardContent>
    </Card>
  );
}

/** The form to connect leads to another site, so the browser sends it itself. */
function ConnectionForm({ id, name, isConnected }: Connection) {
  const form = useNavigation().formData;
  if (!isConnected) {
    return (
      <form method="post" action="/account/connect" className="ml-auto">
        <Button variant="outline" size="sm" name="provider" value={id}>
          Connect<span className="sr-only"> {name}</span>
        </Button>
      </form>
    );
  }
  const pending = form?.get("intent") === "disconnect" && form.get("provider") === id;
  return (
    <Form method="post" className="ml-auto">
      <input type="hidden" name="intent" value="disconnect" />
      <input type="hidden" name="provider" value={id} />
      <SubmitButton variant="outline" size="sm" pending={pending} pendingText="Disconnecting…">
        Disconnect<span className="sr-only"> {name}</span>
      </SubmitButton>
    </Form>
  );
}
