import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { problemText, type Sessions } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { FieldError } from "@/shared/ui/field-error";
import { LocalTime } from "@/shared/ui/local-time";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { getSessions } from "../../api/get-account";
import { endOtherSessions, endSession } from "../../api/sessions";
import { DeviceButton, DeviceRow } from "../DeviceRow";
import { Loaded } from "../Loaded";

type Session = Sessions[number];

export function SessionsSection() {
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: getSessions });
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle ref={title} tabIndex={-1}>
          Sessions
        </CardTitle>
        <CardDescription>
          Where you're signed in. Sign out any device that you don't recognize.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Loaded query={sessions}>
          {(list) => <SessionList sessions={list} onEnded={() => title.current?.focus()} />}
        </Loaded>
      </CardContent>
    </Card>
  );
}

interface SessionListProps {
  sessions: Sessions;
  /** The button that was pressed is gone then. */
  onEnded: () => void;
}

function SessionList({ sessions, onEnded }: SessionListProps) {
  const queries = useQueryClient();
  const onSuccess = async () => {
    await queries.invalidateQueries();
    onEnded();
  };
  const one = useSingleMutation({ mutationFn: endSession, onSuccess });
  const others = useSingleMutation({ mutationFn: endOtherSessions, onSuccess });
  const error = one.error ?? others.error;
  return (
    <div className="flex flex-col gap-4">
      <SuccessNote>
        {others.isSuccess
          ? "All other devices are signed out."
          : one.isSuccess && "That device is signed out."}
      </SuccessNote>
      <FieldError id="sessions-error" stale={one.isPending || others.isPending}>
        {error ? problemText(error) : undefined}
      </FieldError>
      <ul className="divide-y border-t not-last:border-b last:-mb-2.5">
        {sessions.map((session) => (
          <DeviceRow key={session.id} device={session.device} details={detailsOf(session)}>
            {session.isThis ? (
              <Badge>This device</Badge>
            ) : (
              <EndButton
                session={session}
                pending={one.isPending && one.variables === session.id}
                onClick={() => one.mutate(session.id)}
              />
            )}
          </DeviceRow>
        ))}
      </ul>
      {sessions.length > 1 && (
        <SubmitButton
          type="button"
          variant="outline"
          pending={others.isPending}
          pendingText="Signing out…"
          onClick={() => others.mutate()}
        >
          Sign out all other devices
        </SubmitButton>
      )}
    </div>
  );
}

function detailsOf({ address, isThis, signedInAt, lastSeenAt }: Session) {
  return [
    address,
    isThis ? (
      <span key="at">
        Signed in <LocalTime at={signedInAt} />
      </span>
    ) : (
      <span key="at">
        Last active <LocalTime at={lastSeenAt} />
      </span>
    ),
  ];
}

interface EndButtonProps {
  session: Session;
  pending: boolean;
  onClick: () => void;
}

function EndButton({ session: { device, address }, ...button }: EndButtonProps) {
  return (
    <DeviceButton
      label={`Sign out ${device}${address ? ` at ${address}` : ""}`}
      pendingText="Signing out…"
      {...button}
    >
      Sign out
    </DeviceButton>
  );
}
