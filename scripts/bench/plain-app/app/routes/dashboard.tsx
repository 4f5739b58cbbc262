import { Form, redirect } from "react-router";
import { Button } from "~/components/button";
import { auth } from "~/services/auth.server";
import type { Route } from "./+types/dashboard";

export async function loader({ request }: Route.LoaderArgs) {
  const session = await auth.api.getSession({ headers: request.headers });
  if (!session) throw redirect("/");
  return { session };
}

export async function action({ request }: Route.ActionArgs) {
  await auth.api.signOut({ headers: request.headers });
  return redirect("/");
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  const { session } = loaderData;
  return (
    <div>
      <h1>Dashboard</h1>
      {session && <h2>you're logged in as {session.user.email}</h2>}
      <Form method="post">
        <Button type="submit" className="mt-4 w-full">
          Sign Out
        </Button>
      </Form>
    </div>
  );
}
