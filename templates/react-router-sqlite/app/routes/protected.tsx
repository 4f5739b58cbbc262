import { Outlet, redirect } from "react-router";
import { sessionContext } from "~/context.server";
import type { Route } from "./+types/protected";

/**
 * The guard for every route inside. It's middleware because loaders run in parallel: a check in this
 * route's loader wouldn't stop the loaders and actions of the routes inside.
 */
export const middleware: Route.MiddlewareFunction[] = [
  ({ url, context }, next) => {
    if (context.get(sessionContext)) return next();
    const redirectTo = url.pathname + url.search;
    throw redirect(`/login?${new URLSearchParams({ redirectTo })}`);
  },
];

// Without a loader here, navigating in the browser wouldn't reach the server, and so not the guard.
export function loader() {
  return null;
}

export default function Protected() {
  return <Outlet />;
}
