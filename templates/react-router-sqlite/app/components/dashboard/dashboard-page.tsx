import { EmptyState } from "~/components/dashboard/empty-state";
import { type Session, SessionCard } from "~/components/dashboard/session-card";
import { PageTitle } from "~/components/page-title";

interface DashboardPageProps {
  user: { email: string; name: string };
  session: Session;
}

export function DashboardPage({ user, session }: DashboardPageProps) {
  return (
    <div className="flex flex-1 flex-col gap-8 py-6 sm:py-10">
      <PageTitle>Dashboard</PageTitle>
      <h1 className="text-3xl font-semibold tracking-tight text-balance">
        Welcome{user.name && `, ${user.name}`}
      </h1>
      <div className="grid flex-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <EmptyState />
        <SessionCard email={user.email} session={session} />
      </div>
    </div>
  );
}
