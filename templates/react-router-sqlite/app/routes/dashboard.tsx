import { DashboardPage } from "~/components/dashboard/dashboard-page";
import { requireSession } from "~/context.server";
import { deviceName } from "~/services/device";
import type { Route } from "./+types/dashboard";

export function loader({ context }: Route.LoaderArgs) {
  const { user, session } = requireSession(context);
  return {
    user: { email: user.email, name: user.name },
    session: {
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      device: deviceName(session.userAgent),
    },
  };
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  return <DashboardPage {...loaderData} />;
}
