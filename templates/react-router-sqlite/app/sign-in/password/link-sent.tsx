import type { ReactNode } from "react";
import { MailOpen } from "~/components/icons";
import { SignInCard } from "../card";

/** The same whether or not the address has an account: its owner learns more by email. */
export function LinkSent({ children }: { children: ReactNode }) {
  return (
    <SignInCard icon={<MailOpen />} title="Check your email">
      <p role="status" className="text-pretty break-words text-muted-foreground">
        {children}
      </p>
      <p className="mt-3 text-sm text-pretty text-muted-foreground">
        Nothing there? If you've requested several, it may take a few minutes until we send another
        one.
      </p>
    </SignInCard>
  );
}
