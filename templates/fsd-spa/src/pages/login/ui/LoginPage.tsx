import { useState } from "react"; // @feature code-recovery
import { useLocation, useNavigate } from "react-router"; // @feature password|two-factor
import {
  setViewer,
  type Viewer, // @feature code-recovery
} from "@/entities/user";
import {
  CreatePasskey, // @feature code-recovery
  LoginCard,
  SignIn,
} from "@/features/sign-in";
import { paths } from "@/shared/config"; // @feature password|two-factor

/** Signing in. Where to go next is up to the router: it knows who may see what. */
export function LoginPage() {
  // @feature password|two-factor
  const navigate = useNavigate();
  const { search } = useLocation();
  // @end
  // @feature code-recovery
  const [newcomer, setNewcomer] = useState<Viewer>();
  if (newcomer) return <CreatePasskey frame={LoginCard} onDone={() => setViewer(newcomer)} />;
  // @end
  return (
    <SignIn
      frame={LoginCard}
      onSignedIn={setViewer}
      onWithoutPasskey={setNewcomer} // @feature code-recovery
      onNewBrowser={() => navigate(paths.newBrowser + search)} // @feature password
      onSecondFactor={() => navigate(paths.secondFactor + search)} // @feature two-factor
    />
  );
}
