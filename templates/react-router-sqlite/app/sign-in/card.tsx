import type { ReactNode } from "react";
import { CircleAlert } from "~/components/icons";
import { PageTitle } from "~/components/page";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";

interface SignInCardProps {
  icon: ReactNode;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** The frame of every page around signing in. */
export function SignInCard({ icon, title, description, children }: SignInCardProps) {
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
          {description && <CardDescription className="text-base">{description}</CardDescription>}
        </CardHeader>
        <CardContent>{children}</CardContent>
      </Card>
      {import.meta.env.DEV && <MailboxNote />}
    </div>
  );
}

// @feature email-code|password|two-factor
/** The last lines of a card: what else people can do. */
export function SignInFooter({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm text-pretty text-muted-foreground">
      {children}
    </div>
  );
}

// @end
interface DeadLinkProps {
  why: ReactNode;
  /** The way on. */
  children: ReactNode;
}

/** In place of the form behind a link that has expired or been used. */
export function DeadLink({ why, children }: DeadLinkProps) {
  return (
    <SignInCard
      icon={<CircleAlert />}
      title="This link is no longer valid"
      description={<span role="alert">{why}</span>}
    >
      {children}
    </SignInCard>
  );
}

/** Only in development, where no email leaves this machine. */
function MailboxNote() {
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
