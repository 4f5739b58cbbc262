import { Form, useNavigation, useSearchParams } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { SubmitButton } from "~/components/form";
import { SuccessNote } from "~/components/success-note";
import { Badge } from "~/components/ui/badge";
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
  const own = result?.intent.endsWith("connect") ? result : undefined;
  const problem = result ? own?.error : socialProblem(search.get("error"));
  if (connections.length === 0) return null;
  return (
    <Card id="connections">
      <CardHeader>
        <CardTitle>Connected accounts</CardTitle>
        <CardDescription>
          Sign in with an account from another service. Disconnecting one signs you out everywhere
          else.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <SuccessNote>{own?.done}</SuccessNote>
        <FieldError id="connections-error">{problem}</FieldError>
        <ul className="divide-y border-t not-last:border-b last:-mb-2.5">
          {connections.map((connection) => (
            <li
              key={connection.id}
              className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 py-2.5 [&>svg]:size-5"
            >
              <ProviderMark id={connection.id} />
              <span className="font-medium">{connection.name}</span>
              {connection.isConnected && <Badge>Connected</Badge>}
              <ConnectionForm
                {...connection}
                result={own?.typed?.provider === connection.id ? own : undefined}
              />
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

interface ConnectionFormProps extends Connection {
  result: AccountResult | undefined;
}

function ConnectionForm({ id, name, isConnected, result }: ConnectionFormProps) {
  const form = useNavigation().formData;
  const intent = isConnected ? "disconnect" : "connect";
  const pending = form?.get("intent") === intent && form.get("provider") === id;
  return (
    <Form
      method="post"
      action="#connections"
      // The way to another site is the browser's own.
      reloadDocument={!isConnected}
      preventScrollReset
      className={result?.confirmation ? "w-full" : "ml-auto"}
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="provider" value={id} />
      <ConfirmItsYou result={result} intent={intent}>
        <SubmitButton variant="outline" size="sm" pending={pending} pendingText="Disconnecting…">
          {isConnected ? "Disconnect" : "Connect"}
          <span className="sr-only"> {name}</span>
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}
