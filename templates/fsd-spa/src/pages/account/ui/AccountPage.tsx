import { useQuery } from "@tanstack/react-query";
import { paths } from "@/shared/config";
import { ArrowLeft } from "@/shared/ui/icons";
import { PageTitle } from "@/shared/ui/page-title";
import { TextLink } from "@/shared/ui/text-link";
import { getAccount } from "../api/get-account";
import { ActivitySection } from "./activity/ActivitySection";
import { EmailSection } from "./email/EmailSection";
import { Loaded } from "./Loaded";
import { PasskeySection } from "./passkey/PasskeySection"; // @feature passkey
import { PasswordSection } from "./password/PasswordSection"; // @feature password
import { ProfileSection } from "./profile/ProfileSection";
import { SessionsSection } from "./sessions/SessionsSection";
import { SocialSection } from "./social/SocialSection"; // @feature social
import { TwoFactorSection } from "./two-factor/TwoFactorSection"; // @feature two-factor
import { YourDataSection } from "./your-data/YourDataSection";

export function AccountPage() {
  const account = useQuery({ queryKey: ["account"], queryFn: getAccount });
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 py-6 sm:py-10">
      <PageTitle>Account</PageTitle>
      <div>
        <TextLink
          to={paths.dashboard}
          className="inline-flex items-center gap-1.5 rounded-sm text-sm text-muted-foreground hover:text-foreground focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
        >
          <ArrowLeft className="size-4" />
          Dashboard
        </TextLink>
        <h1 className="mt-3 text-3xl font-semibold tracking-tight">Account</h1>
      </div>
      <Loaded query={account}>
        {(data) => (
          <>
            <ProfileSection {...data} />
            <EmailSection {...data} />
            <PasswordSection {...data} /> {/* @feature password */}
            <PasskeySection {...data} /> {/* @feature passkey */}
            <SocialSection {...data} /> {/* @feature social */}
            <TwoFactorSection {...data} /> {/* @feature two-factor */}
            <SessionsSection />
            <ActivitySection />
            <YourDataSection {...data} />
          </>
        )}
      </Loaded>
    </div>
  );
}
