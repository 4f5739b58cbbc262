import { useQuery } from "@tanstack/react-query";
import { Navigate, useLocation, useNavigate } from "react-router";
import { setViewer } from "@/entities/user";
import { LoginCard, NewBrowser, newBrowserStep } from "@/features/sign-in";
import { paths } from "@/shared/config";

/** Where signing in with a password goes on in a browser that's new to the account. */
export function NewBrowserPage() {
  const navigate = useNavigate();
  const login = paths.login + useLocation().search;
  const { data: step } = useQuery(newBrowserStep);

  if (step === null) return <Navigate replace to={login} />;
  return (
    <NewBrowser
      frame={LoginCard}
      onSignedIn={setViewer}
      onBeginAgain={() => navigate(login, { replace: true })}
    />
  );
}
