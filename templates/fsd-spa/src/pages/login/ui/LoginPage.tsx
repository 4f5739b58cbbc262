import { useLocation, useNavigate } from "react-router"; // @feature password|two-factor
import { setViewer } from "@/entities/user";
import { LoginCard, SignIn } from "@/features/sign-in";
import { paths } from "@/shared/config"; // @feature password|two-factor

/** Signing in. Where to go then is the router's business: it knows who may see what. */
export function LoginPage() {
  // @feature password|two-factor
  const navigate = useNavigate();
  const { search } = useLocation();
  // @end
  return (
    <SignIn
      frame={LoginCard}
      onSignedIn={setViewer}
      onNewBrowser={() => navigate(paths.newBrowser + search)} // @feature password
      onSecondFactor={() => navigate(paths.secondFactor + search)} // @feature two-factor
    />
  );
}
