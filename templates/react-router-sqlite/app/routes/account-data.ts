import { requireSession } from "~/context.server";
import { exportData } from "~/services/account/your-data.server";
import type { Route } from "./+types/account-data";

/** What we keep about the person, as a file. */
export async function loader({ context }: Route.LoaderArgs) {
  const { user } = requireSession(context);
  return new Response(JSON.stringify(await exportData(user), null, 2), {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="my-data.json"',
    },
  });
}
