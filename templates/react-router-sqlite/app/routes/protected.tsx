import { Outlet, redirect } from "react-router";
import { sessionContext } from "~/context.server";
import type { Route } from "./+types/protected";

/**
 * The guard of every route inside. It is middleware because loaders run side by side: a check in
 * this route's loader would not keep the loaders and actions of the routes inside from running.
 */
export const middleware: Route.MiddlewareFunction[] = [
  ({ url, context }, next) => {
    if (context.get(sessionContext)) return next();
    const redirectTo = url.pathname + url.search;
    throw redirect(`/login?${new URLSearchParams({ redirectTo })}`);
  },
];

// Without a loader here, a navigation in the browser would not ask the server, and not the guard.
export function loader() {
  return null;
}

export default function Protected() {
  return <Outlet />;
}
