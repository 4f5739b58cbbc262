import { useLocation, useNavigate } from "react-router"; // @feature two-factor
import { setViewer } from "@/entities/user";
import { SignIn } from "@/features/sign-in";
import { paths } from "@/shared/config"; // @feature password|two-factor
import { Mail } from "@/shared/ui/icons";
import { TextLink } from "@/shared/ui/text-link"; // @feature password
import { inWords } from "~/lib/in-words"; // @feature email-code
import { CODE_LIFETIME_IN_MINUTES } from "~/services/sign-in/email-code/rules"; // @feature email-code
import { LoginCard } from "./LoginCard";

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
        {/* @feature email-code */}
        <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
          A code comes by e-mail and works for {inWords(CODE_LIFETIME_IN_MINUTES)}. If you are new
          here, it makes your account, too.
        </p>
        {/* @end */}
        {/* @feature password */}
        <p className="mt-4 text-sm text-muted-foreground">
          New here? <TextLink to={paths.register}>Make an account</TextLink>
        </p>
        {/* @end */}
      </SignIn>
    </LoginCard>
  );
}
