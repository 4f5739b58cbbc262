import type { ReactNode } from "react";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
} from "react-router";
import { SiteFooter } from "~/components/site-footer";
import { SiteHeader } from "~/components/site-header";
import { mainId, SkipLink } from "~/components/skip-link";
import { StatusPage } from "~/components/status-page";
import { sessionContext } from "~/context.server";
import { statusText } from "~/lib/status-text";
import type { Route } from "./+types/root";
import stylesheet from "./app.css?url";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export function loader({ context }: Route.LoaderArgs) {
  const session = context.get(sessionContext);
  return { viewer: session && { email: session.user.email } };
}

// The frame of every page, those of errors included. What it needs of the visitor may be missing.
export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {/* Our own stylesheets need no nonce, and one would differ between server and browser. */}
        <Links nonce="" />
      </head>
      <body>
        <SkipLink />
        <SiteHeader />
        <main
          id={mainId}
          tabIndex={-1}
          className="mx-auto flex w-full max-w-5xl flex-1 flex-col px-4 sm:px-6"
        >
          {children}
        </main>
        <SiteFooter />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const stack = import.meta.env.DEV && error instanceof Error ? error.stack : undefined;
  return (
    <StatusPage status={status} {...statusText(status)}>
      {stack && (
        <pre
          // What scrolls must be within reach of the keyboard.
          tabIndex={0}
          className="mt-10 w-full overflow-x-auto rounded-xl border bg-card p-4 text-left text-xs leading-relaxed"
        >
          {stack}
        </pre>
      )}
    </StatusPage>
  );
}
