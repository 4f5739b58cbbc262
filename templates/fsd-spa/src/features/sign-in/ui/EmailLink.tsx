import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { isLinkAlive } from "@/shared/api";
import { CircleAlert } from "@/shared/ui/icons";
import { LoginCard } from "./LoginCard";

interface EmailLinkProps {
  /** Why it may no longer work. */
  why: string;
  /** What to do when it doesn't. */
  instead: ReactNode;
  /** The page that it leads to. */
  children: ReactNode;
}

/** A page behind a link in an email. A link that has expired or been used says so right away. */
export function EmailLink({ why, instead, children }: EmailLinkProps) {
  const { pathname, search } = useLocation();
  const token = new URLSearchParams(search).get("token") ?? "";
  const link = useQuery({
    queryKey: ["link", pathname, token],
    queryFn: () => isLinkAlive(pathname, token),
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (link.isPending) {
    return (
      <p role="status" className="m-auto animate-appear text-muted-foreground">
        Checking the link…
      </p>
    );
  }
  if (link.data !== false) return children;
  return (
    <LoginCard icon={<CircleAlert />} title="This link is no longer valid" description={why}>
      {instead}
    </LoginCard>
  );
}
