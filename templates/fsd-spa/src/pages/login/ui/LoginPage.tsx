import { useLocation, useNavigate } from "react-router"; // @feature two-factor
import { setViewer } from "@/entities/user";
import { LoginCard, SignIn } from "@/features/sign-in";
import { paths } from "@/shared/config"; // @feature two-factor
import { Mail } from "@/shared/ui/icons";
import { CodeNote } from "./CodeNote"; // @feature email-code
import { RegisterNote } from "./RegisterNote"; // @feature password

/** Signing in. Where to go then is the router's business: it knows who may see what. */
export function LoginPage() {
  // @feature two-factor
  const navigate = useNavigate();
  const { search } = useLocation();
  // @end
  return (
    <LoginCard icon={<Mail />} title="Sign in">
      <SignIn
        onSignedIn={setViewer}
        onSecondFactor={() => navigate(paths.secondFactor + search)} // @feature two-factor
      >
        <CodeNote /> {/* @feature email-code */}
        <RegisterNote /> {/* @feature password */}
      </SignIn>
    </LoginCard>
  );
}
