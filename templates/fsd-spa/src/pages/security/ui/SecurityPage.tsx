import { useQuery } from "@tanstack/react-query";
import { problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { ArrowLeft } from "@/shared/ui/icons";
import { NotLoaded } from "@/shared/ui/not-loaded";
import { PageTitle } from "@/shared/ui/page-title";
import { TextLink } from "@/shared/ui/text-link";
import { getSecurity } from "../api/get-security";
import { PasswordCard } from "./password/PasswordCard"; // @feature password
import { TwoFactorCard } from "./two-factor/TwoFactorCard"; // @feature two-factor

export function SecurityPage() {
  const security = useQuery({ queryKey: ["security"], queryFn: getSecurity });
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 py-6 sm:py-10">
      <PageTitle>Security</PageTitle>
      <div>
        <TextLink
          to={paths.dashboard}
          className="inline-flex items-center gap-1.5 text-sm text-muted-foreground hover:text-foreground"
        >
          <ArrowLeft className="size-4" />
          Dashboard
        </TextLink>
        <h1 className="mt-3 text-3xl font-semibold tracking-tight">Security</h1>
      </div>
      {security.error && (
        <NotLoaded pending={security.isFetching} onRetry={() => security.refetch()}>
          {problemText(security.error)}
        </NotLoaded>
      )}
      {security.isPending && (
        <p role="status" className="text-muted-foreground">
          Loading…
        </p>
      )}
      {security.data && <PasswordCard {...security.data} />} {/* @feature password */}
      {security.data && <TwoFactorCard {...security.data} />} {/* @feature two-factor */}
    </div>
  );
}
