// @feature two-factor
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { Shield } from "~/components/icons";
import { LoginCard } from "~/components/login/login-card";
import { TextLink } from "~/components/text-link";

interface SecondFactorCardProps {
  /** What the other way is called. */
  other: string;
  recovering: boolean;
  children: ReactNode;
}

export function SecondFactorCard({ other, recovering, children }: SecondFactorCardProps) {
  const [search] = useSearchParams();
  const query = new URLSearchParams(search);
  query.delete("recovery");
  const login = `/login?${query}`;
  if (!recovering) query.set("recovery", "");
  return (
    <LoginCard icon={<Shield />} title="One more step">
      {children}
      <div className="mt-6 flex flex-wrap justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        <TextLink to={`?${query}`}>{other}</TextLink>
        <TextLink to={login}>Begin again</TextLink>
      </div>
    </LoginCard>
  );
}
