import type { ReactNode } from "react";
import { Avatar } from "~/components/avatar";
import { SignOutForm } from "~/components/dashboard/sign-out-form";
import { LocalTime } from "~/components/local-time";
import { TextLink } from "~/components/text-link"; // @feature password|two-factor
import { Card, CardContent, CardDescription, CardFooter, CardTitle } from "~/components/ui/card";
import { deviceName } from "~/lib/device-name";

export interface Session {
  createdAt: string;
  expiresAt: string;
  userAgent: string | null;
}

export function SessionCard({ email, session }: { email: string; session: Session }) {
  return (
    <Card>
      <CardContent className="flex items-center gap-3">
        <Avatar of={email} className="size-11 text-base" />
        <div className="min-w-0">
          <CardTitle className="text-sm font-normal text-muted-foreground">Signed in as</CardTitle>
          <CardDescription className="font-medium break-words text-foreground">
            {email}
          </CardDescription>
        </div>
      </CardContent>
      <CardContent>
        <dl className="divide-y border-y text-sm">
          <Row term="Since">
            <LocalTime at={session.createdAt} />
          </Row>
          <Row term="On">{deviceName(session.userAgent)}</Row>
          <Row term="Until">
            <LocalTime at={session.expiresAt} />
          </Row>
        </dl>
        {/* @feature password|two-factor */}
        <p className="pt-3 text-sm">
          <TextLink to="/security">Security</TextLink>
        </p>
        {/* @end */}
      </CardContent>
      <CardFooter>
        <SignOutForm />
      </CardFooter>
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
