import { Link } from "react-router";
import { paths } from "@/shared/config";
import { buttonVariants } from "@/shared/ui/button";
import { ArrowLeft } from "@/shared/ui/icons";
import { PageTitle } from "@/shared/ui/page-title";

export function NotFoundPage() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center py-12 text-center">
      <PageTitle>Page not found</PageTitle>
      <p
        aria-hidden="true"
        className="text-8xl font-semibold tracking-tighter text-primary/25 tabular-nums select-none sm:text-9xl"
      >
        404
      </p>
      <h1 className="mt-2 text-2xl font-semibold tracking-tight text-balance sm:text-3xl">
        Page not found
      </h1>
      <p className="mt-3 max-w-md text-balance text-muted-foreground">
        It may have moved, or there's a typo in the address.
      </p>
      <Link to={paths.home} className={buttonVariants({ className: "mt-8" })}>
        <ArrowLeft />
        Go to the home page
      </Link>
    </div>
  );
}
