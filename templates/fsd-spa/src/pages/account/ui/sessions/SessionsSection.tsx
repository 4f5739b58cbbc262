import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { problemText, type Sessions } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { FieldError } from "@/shared/ui/field-error";
import { LocalTime } from "@/shared/ui/local-time";
import { SubmitButton } from "@/shared/ui/submit-button";
import { getSessions } from "../../api/get-account";
import { endOtherSessions, endSession } from "../../api/sessions";
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
    await queries.invalidateQueries({ queryKey: ["sessions"] });
    onEnded();
  };
  const one = useSingleMutation({ mutationFn: endSession, onSuccess });
  const others = useSingleMutation({ mutationFn: endOtherSessions, onSuccess });
  const error = one.error ?? others.error;
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y border-y">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
          >
            <SessionText {...session} />
            {session.isThis ? (
              <Badge>This device</Badge>
            ) : (
              <EndButton
                session={session}
                pending={one.isPending && one.variables === session.id}
                onClick={() => one.mutate(session.id)}
              />
            )}
          </li>
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
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {others.isSuccess
          ? "All other devices are signed out."
          : one.isSuccess && "That device is signed out."}
      </p>
      <FieldError id="sessions-error" stale={one.isPending || others.isPending}>
        {error ? problemText(error) : undefined}
      </FieldError>
    </div>
  );
}

function SessionText({ device, address, isThis, signedInAt, lastSeenAt }: Session) {
  return (
    <div className="min-w-0 text-sm">
      <p className="font-medium">{device}</p>
      <p className="break-words text-muted-foreground">
        {address && <>{address} · </>}
        {isThis ? "signed in " : "last active "}
        <LocalTime at={isThis ? signedInAt : lastSeenAt} />
      </p>
    </div>
  );
}

interface EndButtonProps {
  session: Session;
  pending: boolean;
  onClick: () => void;
}

function EndButton({ session: { device, address }, pending, onClick }: EndButtonProps) {
  return (
    <SubmitButton
      type="button"
      variant="outline"
      size="sm"
      pending={pending}
      pendingText="Signing out…"
      aria-label={pending ? undefined : `Sign out ${device}${address ? ` at ${address}` : ""}`}
      onClick={onClick}
    >
      Sign out
    </SubmitButton>
  );
}
