import { useQuery } from "@tanstack/react-query";
import { problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { ArrowLeft } from "@/shared/ui/icons";
import { NotLoaded } from "@/shared/ui/not-loaded";
import { PageTitle } from "@/shared/ui/page-title";
import { TextLink } from "@/shared/ui/text-link";
import { getAccount } from "../api/get-account";
import { PasswordSection } from "./password/PasswordSection"; // @feature password
import { TwoFactorSection } from "./two-factor/TwoFactorSection"; // @feature two-factor

export function AccountPage() {
  const account = useQuery({ queryKey: ["account"], queryFn: getAccount });
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 py-6 sm:py-10">
      <PageTitle>Account</PageTitle>
      <div>
        <TextLink
          to={paths.dashboard}
          className="inline-flex items-center gap-1.5 text-sm text-muted-foreground hover:text-foreground"
        >
          <ArrowLeft className="size-4" />
          Dashboard
        </TextLink>
        <h1 className="mt-3 text-3xl font-semibold tracking-tight">Account</h1>
      </div>
      {account.error && (
        <NotLoaded pending={account.isFetching} onRetry={() => account.refetch()}>
          {problemText(account.error)}
        </NotLoaded>
      )}
      {account.isPending && (
        <p role="status" className="text-muted-foreground">
          Loading…
        </p>
      )}
      {account.data && <PasswordSection {...account.data} />} {/* @feature password */}
      {account.data && <TwoFactorSection {...account.data} />} {/* @feature two-factor */}
    </div>
  );
}
