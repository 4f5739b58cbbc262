import { useLocation, useNavigate } from "react-router";
import { setViewer } from "@/entities/user";
import { LoginCard, SecondFactor } from "@/features/sign-in";
import { paths } from "@/shared/config";
import { Shield } from "@/shared/ui/icons";

/** Where signing in goes on when the account has a second factor. */
export function TwoFactorPage() {
  const navigate = useNavigate();
  const { search } = useLocation();
  return (
    <LoginCard icon={<Shield />} title="Two-factor authentication">
      <SecondFactor
        onSignedIn={setViewer}
        onBeginAgain={() => navigate(paths.login + search, { replace: true })}
      />
    </LoginCard>
  );
}
