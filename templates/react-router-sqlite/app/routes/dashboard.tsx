import { DashboardPage } from "~/components/dashboard/dashboard-page";
import { sessionContext } from "~/context.server";
import type { Route } from "./+types/dashboard";

export function loader({ context }: Route.LoaderArgs) {
  const current = context.get(sessionContext);
  if (!current) throw new Response("Not signed in", { status: 401 });
  const { user, session } = current;
  return {
    user: { email: user.email, name: user.name },
    session: {
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      userAgent: session.userAgent ?? null,
    },
  };
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  return <DashboardPage {...loaderData} />;
}
