import type { ReactNode } from "react";
import { CircleAlert } from "~/components/icons";
import { LoginCard } from "~/components/login/login-card";

/** A link from an email that is too old, or that has been used. `children` is the way on. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <LoginCard icon={<CircleAlert />} title="This link does not work any more">
      <p role="alert" className="text-pretty text-muted-foreground">
        {children}
      </p>
    </LoginCard>
  );
}
