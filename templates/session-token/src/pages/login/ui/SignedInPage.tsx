// @feature social
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { setViewer } from "@/entities/user";
import { announceSignIn, LoginCard } from "@/features/sign-in";
import { completeHandover, getMe } from "@/shared/api";
import { paths } from "@/shared/config";
import { safeRedirect } from "@/shared/lib/safe-redirect";
import { buttonVariants } from "@/shared/ui/button";
import { CircleCheck } from "@/shared/ui/icons";

/** Where a sign-in with a provider comes back to, with a code for what it has led to. */
export function SignedInPage() {
  const [search] = useSearchParams();
  const code = search.get("code");
  return code ? <Arrival code={code} /> : <SignedIn />;
}

function Arrival({ code }: { code: string }) {
  const navigate = useNavigate();
  const { data, error } = useQuery({
    queryKey: ["handover", code],
    queryFn: () => completeHandover(code),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

  useEffect(() => {
    if (!data) return;
    const redirectTo = safeRedirect(data.redirectTo) ?? paths.dashboard;
    // @feature two-factor
    if (data.isSecondFactorDue) {
      const query = new URLSearchParams({ redirectTo });
      navigate(`${paths.secondFactor}?${query}`, { replace: true });
      return;
    }
    // @end
    getMe().then(({ user }) => {
      setViewer(user);
      navigate(redirectTo, { replace: true });
    });
  }, [data, navigate]);

  if (error) return <Navigate replace to={`${paths.login}?error=state_mismatch`} />;
  return (
    <p role="status" className="m-auto animate-appear text-muted-foreground">
      Signing you in…
    </p>
  );
}

/** In a window of its own, the sign-in ends here: it tells the page, and closes. */
function SignedIn() {
  const { data: me } = useQuery({ queryKey: ["me"], queryFn: () => getMe() });

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
