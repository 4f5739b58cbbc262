import { Link, useLocation } from "react-router";
import { Avatar } from "~/components/avatar";
import { buttonVariants } from "~/components/ui/button";
import { useViewer } from "~/components/use-viewer";
import { appName } from "~/lib/app-name";
import { cn } from "~/lib/cn";

const linkFocus =
  "rounded-lg focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring";

export function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 w-full max-w-5xl items-center justify-between gap-4 px-4 sm:px-6">
      <Link
        to="/"
        className={cn("flex min-w-0 items-center gap-2.5 font-semibold tracking-tight", linkFocus)}
      >
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span className="truncate">{appName}</span>
      </Link>
      <ViewerLink />
    </header>
  );
}

function ViewerLink() {
  const viewer = useViewer();
  const { pathname } = useLocation();

  if (viewer) {
    return (
      <Link
        to="/dashboard"
        className={cn("flex h-10 min-w-0 items-center gap-2.5 text-sm font-medium", linkFocus)}
      >
        <span className="hidden truncate text-muted-foreground sm:inline">{viewer.email}</span>
        <Avatar of={viewer.email} />
        <span className="sm:sr-only">Dashboard</span>
      </Link>
    );
  }
  if (pathname === "/login") return null;
  return (
    <Link to="/login" className={buttonVariants({ variant: "outline", size: "sm" })}>
      Sign in
    </Link>
  );
}
