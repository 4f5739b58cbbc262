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

/** What every page around signing in looks like. */
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

/** A link from an email that is too old, or that has been used. `children` is the way on. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <SignInCard icon={<CircleAlert />} title="This link is no longer valid">
      <p role="alert" className="text-pretty text-muted-foreground">
        {children}
      </p>
    </SignInCard>
  );
}

/** Only while you develop: no email leaves this machine, it waits to be read here. */
function MailboxNote() {
  return (
    <p className="mt-6 text-center text-sm text-muted-foreground">
      In development, emails arrive in the{" "}
      <a
        href="/dev/mailbox"
        target="_blank"
        rel="noreferrer"
        className="rounded-sm font-medium text-foreground underline underline-offset-4 hover:text-primary"
      >
        mailbox
        <span className="sr-only"> (opens a new tab)</span>
      </a>
      .
    </p>
  );
}
