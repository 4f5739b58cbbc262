import type { AccountResult } from "~/account/action.server";
import { DeviceForm, DeviceRow } from "~/account/device-list";
import { useFocusAfter } from "~/account/focus-after";
import { LocalTime } from "~/components/local-time";
import { SuccessNote } from "~/components/success-note";
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
  const title = useFocusAfter(own);
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
        <SuccessNote>{own?.done}</SuccessNote>
        <FieldError id="sessions-error">{own?.error}</FieldError>
        <ul className="divide-y border-t not-last:border-b last:-mb-2.5">
          {sessions.map((session) => (
            <DeviceRow
              key={session.id}
              device={session.device}
              details={[
                session.address,
                session.isThis ? (
                  <span key="at">
                    Signed in <LocalTime at={session.signedInAt} />
                  </span>
                ) : (
                  <span key="at">
                    Last active <LocalTime at={session.lastSeenAt} />
                  </span>
                ),
              ]}
            >
              {session.isThis ? <Badge>This device</Badge> : <EndSession {...session} />}
            </DeviceRow>
          ))}
        </ul>
        {sessions.length > 1 && (
          <DeviceForm section="sessions" intent="end-other-sessions" pendingText="Signing out…">
            Sign out all other devices
          </DeviceForm>
        )}
      </CardContent>
    </Card>
  );
}

function EndSession({ id, device, address }: SessionSummary) {
  return (
    <DeviceForm
      section="sessions"
      intent="end-session"
      id={id}
      label={`Sign out ${device}${address ? ` at ${address}` : ""}`}
      pendingText="Signing out…"
    >
      Sign out
    </DeviceForm>
  );
}
