import type { ReactNode } from "react";
import {
  Link,
  type LinkProps, // @feature password|two-factor
  useRouteLoaderData,
} from "react-router";
import { ArrowLeft } from "~/components/icons";
import { buttonVariants } from "~/components/ui/button";
import { appName } from "~/lib/app-name";
import { cn } from "~/lib/cn";

export interface Viewer {
  email: string;
}

/** Who is signed in, as the root loader found out; null for a stranger and on its own errors. */
export function useViewer(): Viewer | null {
  return useRouteLoaderData<{ viewer: Viewer | null }>("root")?.viewer ?? null;
}

/** The title of the tab. React moves it into the head, wherever in a page it stands. */
export function PageTitle({ children }: { children?: string }) {
  return <title>{children ? `${children} · ${appName}` : appName}</title>;
}
// @feature password|two-factor

/** A link in a line of text. */
export function TextLink(props: LinkProps) {
  return (
    <Link
      className="rounded-sm font-medium text-foreground underline underline-offset-4 hover:text-primary focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
      {...props}
    />
  );
}
// @end

/** The first letter of a name or an email, beside the text that it stands for. */
export function Avatar({ of, className }: { of: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "flex size-7 shrink-0 items-center justify-center rounded-full bg-primary text-xs font-semibold text-primary-foreground uppercase",
        className,
      )}
    >
      {of.charAt(0)}
    </span>
  );
}

interface StatusText {
  title: string;
  detail: string;
}

const statusTexts: Record<number, StatusText> = {
  403: {
    title: "Not for this account",
    detail: "You are not allowed to see this page. Perhaps another account of yours is.",
  },
  404: {
    title: "Page not found",
    detail: "The page may have moved, or the address has a typo in it.",
  },
  405: {
    title: "That does not work here",
    detail:
      "This address does not take that kind of request. Please start again from the home page.",
  },
  413: {
    title: "Too much at once",
    detail: "What was sent is larger than we accept. Please try again with less.",
  },
  429: {
    title: "A little too fast",
    detail: "There were too many requests from you. Please wait a minute and try again.",
  },
};

const unexpected: StatusText = {
  title: "Something broke on our side",
  detail: "It was not your fault, and nothing is lost. Please try again in a moment.",
};

interface StatusPageProps {
  status: number;
  /** What else there is to know, below the way home. */
  children?: ReactNode;
}

/** In place of a page that an HTTP status stands in the way of. */
export function StatusPage({ status, children }: StatusPageProps) {
  const { title, detail } = statusTexts[status] ?? unexpected;
  return (
    <div className="flex flex-1 flex-col items-center justify-center py-12 text-center">
      <PageTitle>{title}</PageTitle>
      <p
        aria-hidden="true"
        className="text-8xl font-semibold tracking-tighter text-primary/25 tabular-nums select-none sm:text-9xl"
      >
        {status}
      </p>
      <h1 className="mt-2 text-2xl font-semibold tracking-tight text-balance sm:text-3xl">
        {title}
      </h1>
      <p className="mt-3 max-w-md text-pretty text-muted-foreground">{detail}</p>
      <Link to="/" reloadDocument className={buttonVariants({ className: "mt-8" })}>
        <ArrowLeft />
        Go to the home page
      </Link>
      {children}
    </div>
  );
}
