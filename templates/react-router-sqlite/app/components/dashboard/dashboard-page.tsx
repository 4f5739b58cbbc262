import type { ReactNode } from "react";
import { Sprout } from "~/components/icons";
import { LocalTime } from "~/components/local-time";
import { Avatar, Email, PageTitle, Path } from "~/components/page";
import { Card, CardContent, CardDescription, CardTitle } from "~/components/ui/card";

interface Session {
  createdAt: string;
  expiresAt: string;
  device: string;
}

interface DashboardPageProps {
  user: { email: string; name: string };
  session: Session;
}

export function DashboardPage({ user, session }: DashboardPageProps) {
  return (
    <div className="flex flex-1 flex-col gap-8 py-6 sm:py-10">
      <PageTitle>Dashboard</PageTitle>
      <h1 className="text-3xl font-semibold tracking-tight text-balance break-words">
        Welcome{user.name && `, ${user.name}`}
      </h1>
      <div className="grid flex-1 grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <EmptyState />
        <SessionCard email={user.email} session={session} />
      </div>
    </div>
  );
}

/** What people see before they have created anything. Your app's content goes here. */
function EmptyState() {
  return (
    <section
      aria-labelledby="empty-title"
      className="flex min-h-80 flex-col items-center justify-center rounded-2xl border border-dashed border-input/60 p-8 text-center lg:min-h-full"
    >
      <span className="flex size-12 items-center justify-center rounded-xl bg-accent text-accent-foreground">
        <Sprout className="size-6" />
      </span>
      <h2 id="empty-title" className="mt-5 text-lg font-semibold tracking-tight">
        Nothing here yet
      </h2>
      <p className="mt-2 max-w-sm text-pretty text-muted-foreground">
        Your content will appear here.
      </p>
      {import.meta.env.DEV && (
        <p className="mt-5 text-sm text-muted-foreground">
          Edit it in{" "}
          <code className="inline-block rounded-md bg-muted px-1.5 py-0.5 text-foreground">
            <Path>app/components/dashboard</Path>
          </code>
        </p>
      )}
    </section>
  );
}

function SessionCard({ email, session }: { email: string; session: Session }) {
  return (
    <Card>
      <CardContent className="flex items-center gap-3">
        <Avatar of={email} className="size-11 text-base" />
        <div className="min-w-0">
          <CardTitle className="text-sm font-normal text-muted-foreground">Signed in as</CardTitle>
          <CardDescription className="text-base font-medium break-words text-foreground">
            <Email>{email}</Email>
          </CardDescription>
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
