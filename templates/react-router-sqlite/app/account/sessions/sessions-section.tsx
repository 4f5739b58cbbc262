import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { SubmitButton } from "~/components/form";
import { LocalTime } from "~/components/local-time";
import { Badge } from "~/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { FieldError } from "~/components/ui/field";
import type { SessionSummary } from "~/services/account/sessions.server";

interface SessionsSectionProps {
  sessions: SessionSummary[];
  result: AccountResult | undefined;
}

export function SessionsSection({ sessions, result }: SessionsSectionProps) {
  const own = result?.intent.startsWith("end-") ? result : undefined;
  const title = useRef<HTMLHeadingElement>(null);

  // The button that was pressed is gone by now.
  useEffect(() => {
    if (own?.done) title.current?.focus();
  }, [own]);

  return (
    <Card id="sessions">
      <CardHeader>
        <CardTitle ref={title} tabIndex={-1}>
          Sessions
        </CardTitle>
        <CardDescription>
          Where you're signed in. Sign out any device that you don't recognize.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <ul className="divide-y border-y">
          {sessions.map((session) => (
            <li
              key={session.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
            >
              <div className="min-w-0 text-sm">
                <p className="font-medium">{session.device}</p>
                <p className="break-words text-muted-foreground">
                  {session.address && <>{session.address} · </>}
                  {session.isThis ? "signed in " : "last active "}
                  <LocalTime at={session.isThis ? session.signedInAt : session.lastSeenAt} />
                </p>
              </div>
              {session.isThis ? <Badge>This device</Badge> : <EndSession {...session} />}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && <EndOtherSessions />}
        <p role="status" className="text-sm text-muted-foreground empty:hidden">
          {own?.done}
        </p>
        <FieldError id="sessions-error">{own?.error}</FieldError>
      </CardContent>
    </Card>
  );
}

function EndSession({ id, device, address }: SessionSummary) {
  const form = useNavigation().formData;
  const pending = form?.get("intent") === "end-session" && form.get("id") === id;
  return (
    <Form method="post" action="#sessions" preventScrollReset>
      <input type="hidden" name="intent" value="end-session" />
      <input type="hidden" name="id" value={id} />
      <SubmitButton
        variant="outline"
        size="sm"
        pending={pending}
        pendingText="Signing out…"
        aria-label={pending ? undefined : `Sign out ${device}${address ? ` at ${address}` : ""}`}
      >
        Sign out
      </SubmitButton>
    </Form>
  );
}

function EndOtherSessions() {
  const pending = useNavigation().formData?.get("intent") === "end-other-sessions";
  return (
    <Form method="post" action="#sessions" preventScrollReset className="flex flex-col">
      <input type="hidden" name="intent" value="end-other-sessions" />
      <SubmitButton variant="outline" pending={pending} pendingText="Signing out…">
        Sign out all other devices
      </SubmitButton>
    </Form>
  );
}
