import type { MouseEvent } from "react";
import { Link, useLocation } from "react-router";
import { useViewer } from "@/entities/user";
import { appName, pageAt, paths } from "@/shared/config";
import { buttonVariants } from "@/shared/ui/button";
import { type Logout, useLogout } from "../model/use-logout";
import { AccountMenu } from "./AccountMenu";
import { LogoutFailed } from "./LogoutFailed";

/** `onSignIn` lets visitors sign in without leaving the page. */
export function Header({ onSignIn }: { onSignIn: () => void }) {
  const viewer = useViewer();
  const logout = useLogout();
  return (
    <header className="mx-auto w-full max-w-5xl px-4 sm:px-6">
      <div className="flex h-16 items-center justify-between gap-4">
        <Link
          to={paths.home}
          className="flex min-w-0 items-center gap-2.5 rounded-lg font-semibold tracking-tight focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
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

  function onClick(event: MouseEvent) {
    // They want the page, in a new tab or window.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onSignIn();
  }

  if (viewer) return <AccountMenu viewer={viewer} logout={logout} />;
  if (pageAt(pathname)?.for === "strangers") return null;
  return (
    <Link
      to={paths.login}
      onClick={onClick}
      aria-haspopup="dialog"
      className={buttonVariants({ variant: "outline", size: "sm" })}
    >
      Sign in
    </Link>
  );
}
