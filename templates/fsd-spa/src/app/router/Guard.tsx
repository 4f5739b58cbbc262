import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { useViewer } from "@/entities/user";
import { pageAt, paths } from "@/shared/config";
import { safeRedirect } from "@/shared/lib/safe-redirect";

/**
 * Keeps strangers and members to their own pages. It only decides where people are sent: private
 * data is protected on the server, where it's requested.
 */
export function Guard({ children }: { children: ReactNode }) {
  const { pathname, search, hash } = useLocation();
  const viewer = useViewer();
  const page = pageAt(pathname);

  if (page?.for === "members" && !viewer) {
    const redirectTo = pathname + search + hash;
    return <Navigate replace to={`${paths.login}?${new URLSearchParams({ redirectTo })}`} />;
  }
  if (page?.for === "strangers" && viewer) {
    const wanted = new URLSearchParams(search).get("redirectTo");
    return <Navigate replace to={safeRedirect(wanted) ?? paths.dashboard} />;
  }
  return children;
}
