import { Link, useLocation } from "react-router";
import { Avatar, useViewer } from "@/entities/user";
import { appName, pageAt, paths } from "@/shared/config";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { type Logout, useLogout } from "../model/use-logout";
import { LogoutButton } from "./LogoutButton";
import { LogoutFailed } from "./LogoutFailed";

const linkFocus =
  "rounded-lg focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring";

/** `onSignIn` lets a stranger sign in without leaving the page. */
export function Header({ onSignIn }: { onSignIn: () => void }) {
  const viewer = useViewer();
  const logout = useLogout();
  return (
    <header className="mx-auto w-full max-w-5xl px-4 sm:px-6">
      <div className="flex h-16 items-center justify-between gap-4">
        <Link
          to={paths.home}
          className={cn(
            "flex min-w-0 items-center gap-2.5 font-semibold tracking-tight",
            linkFocus,
          )}
        >
          <img src="/favicon.svg" alt="" width="28" height="28" />
          <span className="truncate">{appName}</span>
        </Link>
        <Account onSignIn={onSignIn} logout={logout} />
      </div>
      {logout.error && !viewer && <LogoutFailed {...logout} />}
    </header>
  );
}

function Account({ onSignIn, logout }: { onSignIn: () => void; logout: Logout }) {
  const viewer = useViewer();
  const { pathname } = useLocation();

  if (viewer) {
    return (
      <div className="flex min-w-0 items-center gap-3 sm:gap-4">
        <Link
          to={paths.dashboard}
          className={cn("flex h-10 min-w-0 items-center gap-2.5 text-sm font-medium", linkFocus)}
        >
          <span className="hidden truncate text-muted-foreground sm:inline">{viewer.email}</span>
          <Avatar of={viewer.email} />
          <span className="sr-only">Dashboard</span>
        </Link>
        <LogoutButton {...logout} />
      </div>
    );
  }
  if (pageAt(pathname)?.for === "strangers") return null;
  return (
    <Button type="button" variant="outline" size="sm" onClick={onSignIn}>
      Sign in
    </Button>
  );
}
