import type {
  ComponentType, // @feature password|two-factor
  ReactNode,
} from "react";
import type { Viewer } from "@/entities/user"; // @feature password|two-factor
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { PageTitle } from "@/shared/ui/page-title";

/** A step of signing in, on a page or in a dialog. */
export interface StepProps {
  icon: ReactNode;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** The frame of every page around signing in. */
export function LoginCard({ icon, title, description, children }: StepProps) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center py-6 sm:py-12">
      <PageTitle>{title}</PageTitle>
      <Card className="animate-rise sm:py-8">
        <CardHeader>
          <span className="mb-3 flex size-11 items-center justify-center rounded-xl bg-accent text-accent-foreground [&_svg]:size-5">
            {icon}
          </span>
          <CardTitle as="h1" className="text-2xl">
            {title}
          </CardTitle>
          {description && <CardDescription className="text-base!">{description}</CardDescription>}
        </CardHeader>
        <CardContent>{children}</CardContent>
      </Card>
      <MailboxNote />
    </div>
  );
}

// @feature password|two-factor
/** A step that follows the first one. */
export interface SecondStepProps {
  frame: ComponentType<StepProps>;
  onSignedIn: (viewer: Viewer) => void;
  /** Back to the first step, for example when this has taken too long. */
  onBeginAgain: () => void;
}

// @end
// @feature email-code|password|two-factor
/** The last lines of a step: what else people can do. */
export function StepFooter({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm text-pretty text-muted-foreground">
      {children}
    </div>
  );
}

// @end
/** Only in development, where no email leaves this machine. */
export function MailboxNote() {
  if (!import.meta.env.DEV) return null;
  return (
    <p className="mt-6 text-center text-sm text-balance text-muted-foreground">
      In development, emails arrive in the{" "}
      <a
        href="/dev/mailbox"
        target="_blank"
        rel="noreferrer"
        className="rounded-sm font-medium text-foreground underline underline-offset-4 hover:text-primary focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
      >
        mailbox
        <span className="sr-only"> (opens a new tab)</span>
      </a>
      .
    </p>
  );
}
