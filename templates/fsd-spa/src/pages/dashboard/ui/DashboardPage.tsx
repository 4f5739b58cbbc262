import { useQuery } from "@tanstack/react-query";
import { NameForm, useViewer } from "@/entities/user";
import { getMe, problemText } from "@/shared/api";
import { Card, CardContent } from "@/shared/ui/card";
import { NotLoaded } from "@/shared/ui/not-loaded";
import { PageTitle } from "@/shared/ui/page-title";
import { EmptyState } from "./EmptyState";
import { SessionCard } from "./SessionCard";

export function DashboardPage() {
  const viewer = useViewer();
  return (
    <div className="flex flex-1 flex-col gap-8 py-6 sm:py-10">
      <PageTitle>Dashboard</PageTitle>
      <h1 className="text-3xl font-semibold tracking-tight text-balance break-words">
        Welcome{viewer?.name && `, ${viewer.name}`}
      </h1>
      <div className="grid flex-1 grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <EmptyState />
        <Sidebar />
      </div>
    </div>
  );
}

function Sidebar() {
  const me = useQuery({ queryKey: ["me"], queryFn: getMe });
  if (me.data) {
    return (
      <div className="flex flex-col gap-6">
        <SessionCard {...me.data} />
        <Card>
          <CardContent>
            <NameForm name={me.data.user.name} />
          </CardContent>
        </Card>
      </div>
    );
  }
  if (!me.error) {
    return (
      <p role="status" className="text-muted-foreground">
        Loading…
      </p>
    );
  }
  return (
    <NotLoaded pending={me.isFetching} onRetry={() => me.refetch()}>
      {problemText(me.error)}
    </NotLoaded>
  );
}
