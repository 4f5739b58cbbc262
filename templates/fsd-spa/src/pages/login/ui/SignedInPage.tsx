import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import { setViewer } from "@/entities/user";
import { announceSignIn, LoginCard } from "@/features/sign-in";
import { getMe } from "@/shared/api";
import { paths } from "@/shared/config";
import { buttonVariants } from "@/shared/ui/button";
import { CircleCheck } from "@/shared/ui/icons";

/** Where signing in with a provider ends in a window of its own: it tells the page, and closes. */
export function SignedInPage() {
  const { data: me } = useQuery({ queryKey: ["me"], queryFn: getMe });

  useEffect(() => {
    if (!me) return;
    setViewer(me.user);
    announceSignIn(me.user);
    close();
  }, [me]);

  return (
    <LoginCard
      icon={<CircleCheck />}
      title="You're signed in"
      description="You can close this window and continue where you left off."
    >
      <Link to={paths.dashboard} className={buttonVariants({ className: "w-full" })}>
        Go to your dashboard
      </Link>
    </LoginCard>
  );
}
