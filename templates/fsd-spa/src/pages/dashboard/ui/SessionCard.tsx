import type { ReactNode } from "react";
import { Avatar } from "@/entities/user";
import type { Me } from "@/shared/api";
import { Card, CardContent, CardDescription, CardTitle } from "@/shared/ui/card";
import { deviceName } from "../lib/device-name";
import { LocalTime } from "./LocalTime";

export function SessionCard({ user, session }: Me) {
  return (
    <Card>
      <CardContent className="flex items-center gap-3">
        <Avatar of={user.email} className="size-11 text-base" />
        <div className="min-w-0">
          <CardTitle className="text-sm font-normal text-muted-foreground">Signed in as</CardTitle>
          <CardDescription className="font-medium break-words text-foreground">
            {user.email}
          </CardDescription>
        </div>
      </CardContent>
      <CardContent>
        <dl className="divide-y border-t text-sm">
          <Row term="Since">
            <LocalTime at={session.createdAt} />
          </Row>
          <Row term="On">{deviceName(session.userAgent)}</Row>
          <Row term="Until">
            <LocalTime at={session.expiresAt} />
          </Row>
        </dl>
      </CardContent>
    </Card>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 py-2.5">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}
