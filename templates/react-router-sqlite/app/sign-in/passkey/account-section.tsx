import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { Facts } from "~/account/facts";
import { useFocusAfter } from "~/account/focus-after";
import { SubmitButton } from "~/components/form";
import { ChevronDown } from "~/components/icons";
import { LocalTime } from "~/components/local-time";
import { SuccessNote } from "~/components/success-note";
import { Badge } from "~/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { Field, FieldError } from "~/components/ui/field";
import { LONGEST_NAME } from "~/services/rules";
import { AddPasskey } from "./add-passkey";

interface Passkey {
  id: string;
  name: string;
  createdAt: string | undefined;
  lastUsedAt: string | undefined;
}

interface PasskeySectionProps {
  passkeys: readonly Passkey[];
  result: AccountResult | undefined;
}

export function PasskeySection({ passkeys, result }: PasskeySectionProps) {
  const own = result?.intent.endsWith("-passkey") ? result : undefined;
  const title = useFocusAfter(own?.intent === "add-passkey" ? undefined : own);
  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle ref={title} tabIndex={-1}>
            Passkeys
          </CardTitle>
          <Badge variant={passkeys.length > 0 ? "default" : "outline"}>
            {passkeys.length > 0 ? passkeys.length : "None"}
          </Badge>
        </div>
        <CardDescription>
          Sign in with your fingerprint, your face, or your device's PIN.
          {/* @feature two-factor */}
          {" A passkey is enough by itself: you won't be asked for a second factor."}
          {/* @end */}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        {passkeys.length > 0 && (
          <ul className="divide-y border-y">
            {passkeys.map((passkey) => (
              <Row
                key={passkey.id}
                passkey={passkey}
                result={own?.id === passkey.id ? own : undefined}
              />
            ))}
          </ul>
        )}
        <Adding result={own?.intent === "add-passkey" ? own : undefined} />
        <SuccessNote>{own?.done}</SuccessNote>
      </CardContent>
    </Card>
  );
}

function Adding({ result }: { result: AccountResult | undefined }) {
  if (result?.confirmation) return <ConfirmFirst result={result} />;
  return (
    <AddPasskey error={result?.error} variant="outline">
      Add a passkey
    </AddPasskey>
  );
}

/** Adding a passkey takes no form, so confirming has one of its own. Then the button is back. */
function ConfirmFirst({ result }: { result: AccountResult }) {
  const pending = useNavigation().formData?.get("intent") === "add-passkey";
  return (
    <Form method="post" className="flex flex-col">
      <input type="hidden" name="intent" value="add-passkey" />
      <ConfirmItsYou result={result} intent="add-passkey">
        <SubmitButton pending={pending} pendingText="Checking…">
          Continue
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}

interface RowProps {
  passkey: Passkey;
  result: AccountResult | undefined;
}

/** What it is and when it was used; opened, what can be done with it. */
function Row({ passkey, result }: RowProps) {
  const { id, name, createdAt, lastUsedAt } = passkey;
  return (
    <li>
      {/* Closed again once it has been renamed. */}
      <details key={name} open={Boolean(result?.error || result?.code)} className="group">
        <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 rounded-lg py-3 focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
          <span className="min-w-0">
            <span className="block font-medium break-words">{name}</span>
            <span className="block text-sm">
              <Facts>
                {createdAt && (
                  <>
                    Added <LocalTime at={createdAt} />
                  </>
                )}
                {lastUsedAt ? (
                  <>
                    Last used <LocalTime at={lastUsedAt} />
                  </>
                ) : (
                  "Not used yet"
                )}
              </Facts>
            </span>
          </span>
          <ChevronDown className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" />
        </summary>
        <div className="flex flex-col gap-5 pt-1 pb-4">
          <RenameForm id={id} name={name} result={result} />
          <RemoveForm id={id} result={result} />
        </div>
      </details>
    </li>
  );
}

interface RenameFormProps {
  id: string;
  name: string;
  result: AccountResult | undefined;
}

function RenameForm({ id, name, result }: RenameFormProps) {
  const pending = usePending("rename-passkey", id);
  return (
    <Form method="post" className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="rename-passkey" />
      <input type="hidden" name="id" value={id} />
      <Field
        label="Passkey name"
        name="name"
        defaultValue={name}
        autoComplete="off"
        maxLength={LONGEST_NAME}
        required
        problem={result?.intent === "rename-passkey" ? result.error : undefined}
        stale={pending}
      />
      <SubmitButton variant="outline" pending={pending} pendingText="Renaming…">
        Rename
      </SubmitButton>
    </Form>
  );
}

function RemoveForm({ id, result }: { id: string; result: AccountResult | undefined }) {
  const pending = usePending("remove-passkey", id);
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="remove-passkey" />
      <input type="hidden" name="id" value={id} />
      <p className="text-sm text-pretty text-muted-foreground">
        Removing it signs you out everywhere else. Your device keeps it until you delete it there.
      </p>
      <FieldError id={`remove-${id}-error`} stale={pending}>
        {result?.intent === "remove-passkey" ? result.error : undefined}
      </FieldError>
      <ConfirmItsYou result={result} intent="remove-passkey">
        <SubmitButton variant="destructive" pending={pending} pendingText="Removing…">
          Remove passkey
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}

function usePending(intent: string, id: string) {
  const { formData } = useNavigation();
  return formData?.get("intent") === intent && formData.get("id") === id;
}
