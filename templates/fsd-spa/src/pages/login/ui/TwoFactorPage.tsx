// @feature two-factor
import { setViewer } from "@/entities/user";
import { SecondFactor } from "@/features/sign-in";
import { paths } from "@/shared/config";
import { Shield } from "@/shared/ui/icons";
import { TextLink } from "@/shared/ui/text-link";
import { LoginCard } from "./LoginCard";

/** Where signing in goes on when the account has a second factor. */
export function TwoFactorPage() {
  return (
    <LoginCard icon={<Shield />} title="One more step">
      <SecondFactor onSignedIn={setViewer} />
      <p className="mt-4 text-sm text-muted-foreground">
        <TextLink to={paths.login}>Begin again</TextLink>
      </p>
    </LoginCard>
  );
}
