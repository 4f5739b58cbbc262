import { redirect } from "react-router";
import { requireSession } from "~/context.server";
import { exportData } from "~/services/account/your-data.server";
import { isRecent } from "~/services/hardening/recent-sign-in.server";
import type { Route } from "./+types/account-data";

/** What we keep about the person, as a file. The account page asks for a recent sign-in first. */
export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = requireSession(context);
  if (!(await isRecent(session))) return redirect("/account#your-data");
  return new Response(JSON.stringify(await exportData(user), null, 2), {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="my-data.json"',
    },
  });
}
