import type { ReactNode } from "react";
import {
  isRouteErrorResponse,
  Link,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
} from "react-router";
import { appName } from "~/brand";
import { AccountMenu } from "~/components/account-menu";
import { StatusPage, useViewer } from "~/components/page";
import { buttonVariants } from "~/components/ui/button";
import { sessionContext } from "~/context.server";
import type { Route } from "./+types/root";
import stylesheet from "./app.css?url";

const mainId = "main";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export function loader({ context }: Route.LoaderArgs) {
  const session = context.get(sessionContext);
  return { viewer: session && { email: session.user.email } };
}

// The frame of every page, error pages included. There, the loader may not have run.
export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {/* Our own stylesheets need no nonce, and it would differ between server and browser. */}
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
    <StatusPage status={status}>
      {stack && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
          tabIndex={0}
          className="mt-10 w-full overflow-x-auto rounded-xl border bg-card p-4 text-left text-xs leading-relaxed"
        >
          {stack}
        </pre>
      )}
    </StatusPage>
  );
}

/** The first thing that the Tab key reaches: it skips the header. */
function SkipLink() {
  return (
    <a
      href={`#${mainId}`}
      className="sr-only rounded-lg bg-primary px-4 py-2.5 text-sm font-medium text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2.5 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
    >
      Skip to content
    </a>
  );
}

function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 w-full max-w-5xl items-center justify-between gap-4 px-4 sm:px-6">
      <Link
        to="/"
        className="flex min-w-0 items-center gap-2.5 rounded-lg font-semibold tracking-tight focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
      >
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span className="truncate">{appName}</span>
      </Link>
      <AccountOrSignIn />
    </header>
  );
}

/** Where visitors are signing in, or signing up. */
const signInPages = [
  "/login",
  "/login/2fa", // @feature two-factor
  // @feature password
  "/login/new-browser",
  "/register",
  // @end
];

function AccountOrSignIn() {
  const viewer = useViewer();
  const { pathname } = useLocation();

  if (viewer) return <AccountMenu viewer={viewer} />;
  if (signInPages.includes(pathname)) return null;
  return (
    <Link to="/login" className={buttonVariants({ variant: "outline", size: "sm" })}>
      Sign in
    </Link>
  );
}

function SiteFooter() {
  return (
    <footer className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-8 text-sm text-muted-foreground sm:px-6">
      <p>
        © {new Date().getFullYear()} {appName}
      </p>
      {/* Your links: terms, privacy, contact. */}
    </footer>
  );
}
