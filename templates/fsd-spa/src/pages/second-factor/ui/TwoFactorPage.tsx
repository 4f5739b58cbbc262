import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { setViewer } from "@/entities/user";
import { getSecondFactorStep, LoginCard, loadSecondFactor } from "@/features/sign-in";
import { paths } from "@/shared/config";

const SecondFactor = lazy(async () => ({ default: await loadSecondFactor() }));

/** Where signing in goes on when the account has a second factor. */
export function TwoFactorPage() {
  const navigate = useNavigate();
  const login = paths.login + useLocation().search;
  const { data: step } = useQuery({
    queryKey: ["second-factor-step"],
    queryFn: getSecondFactorStep,
    // Only on opening: what comes after, the form itself says.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

  if (step?.due === false) return <Navigate replace to={login} />;
  return (
    <SecondFactor
      frame={LoginCard}
      usedUp={step?.over}
      onSignedIn={setViewer}
      onBeginAgain={() => navigate(login, { replace: true })}
    />
  );
}
