import { Fragment, type ReactNode } from "react";
import {
  Link,
  type LinkProps, // @feature account
  useRouteLoaderData,
} from "react-router";
import { appName } from "~/brand";
import { ArrowLeft } from "~/components/icons";
import { buttonVariants } from "~/components/ui/button";
import { cn } from "~/lib/cn";

export interface Viewer {
  email: string;
}

/** Who is signed in, from the root loader. Null for visitors, and if that loader failed. */
export function useViewer(): Viewer | null {
  return useRouteLoaderData<{ viewer: Viewer | null }>("root")?.viewer ?? null;
}

/** The title of the tab. React moves it into the head from anywhere in a page. */
export function PageTitle({ children }: { children?: string }) {
  return <title>{children ? `${children} · ${appName}` : appName}</title>;
}
// @feature account

/** A link in running text. */
export function TextLink(props: LinkProps) {
  return (
    <Link
      className="rounded-sm font-medium text-foreground whitespace-nowrap underline underline-offset-4 hover:text-primary focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
      {...props}
    />
  );
}
// @end

/** A path that breaks only after a slash. */
export function Path({ children }: { children: string }) {
  return children.split("/").map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path keep their order
    <Fragment key={index}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}

/** An email that breaks before the @, if it has to. */
export function Email({ children }: { children: string }) {
  const domain = children.lastIndexOf("@");
  return (
    // A new element for each email: a browser that translates the page has replaced these texts.
    <span key={children}>
      {children.slice(0, domain)}
      <wbr />
      {children.slice(domain)}
    </span>
  );
}

/** The first letter of a name or an email, next to the text itself. */
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
    detail: "You don't have access to this page. Try a different account.",
  },
  404: {
    title: "Page not found",
    detail: "It may have moved, or there's a typo in the address.",
  },
  405: {
    title: "This request isn't supported",
    detail: "Nothing was changed. Start again from the home page.",
  },
  413: {
    title: "That's too large",
    detail: "Try again with something smaller.",
  },
  429: {
    title: "Too many requests",
    detail: "Wait a minute, then try again.",
  },
};

const unexpected: StatusText = {
  title: "Something went wrong",
  detail: "The problem is on our side. Please try again in a moment.",
};

interface StatusPageProps {
  status: number;
  /** Further details, below the link to the home page. */
  children?: ReactNode;
}

/** The page for an HTTP status that isn't a success. */
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
      <p className="mt-3 max-w-md text-balance text-muted-foreground">{detail}</p>
      <Link to="/" reloadDocument className={buttonVariants({ className: "mt-8" })}>
        <ArrowLeft />
        Go to the home page
      </Link>
      {children}
    </div>
  );
}
