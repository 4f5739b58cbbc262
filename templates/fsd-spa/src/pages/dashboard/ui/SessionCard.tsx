import type { ReactNode } from "react";
import { Avatar } from "@/entities/user";
import type { Me } from "@/shared/api";
import { Card, CardContent } from "@/shared/ui/card";
import { Email } from "@/shared/ui/email";
import { LocalTime } from "@/shared/ui/local-time";

export function SessionCard({ user, session }: Me) {
  return (
    <Card>
      <CardContent className="flex items-center gap-3">
        <Avatar of={user.email} className="size-11 text-base!" />
        <div className="min-w-0">
          <h2 className="text-sm text-muted-foreground">Signed in as</h2>
          <p className="font-medium break-words">
            <Email>{user.email}</Email>
          </p>
        </div>
      </CardContent>
      <CardContent>
        <dl className="divide-y border-t text-sm">
          <Row term="Signed in">
            <LocalTime at={session.createdAt} />
          </Row>
          <Row term="Device">{session.device}</Row>
          <Row term="Expires">
            <LocalTime at={session.expiresAt} />
          </Row>
        </dl>
      </CardContent>
    </Card>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 py-2.5 last:pb-0">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}
