import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { setViewer } from "@/entities/user";
import { LoginCard, loadNewBrowser, newBrowserStep } from "@/features/sign-in";
import { paths } from "@/shared/config";

const NewBrowser = lazy(async () => ({ default: await loadNewBrowser() }));

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
