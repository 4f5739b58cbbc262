import type { ReactNode } from "react";
import { Link } from "react-router";
import { ArrowLeft } from "~/components/icons";
import { PageTitle } from "~/components/page-title";
import { buttonVariants } from "~/components/ui/button";

interface StatusPageProps {
  status: number;
  title: string;
  detail: string;
  /** What else there is to know, below the way home. */
  children?: ReactNode;
}

export function StatusPage({ status, title, detail, children }: StatusPageProps) {
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
        Back to the home page
      </Link>
      {children}
    </div>
  );
}
