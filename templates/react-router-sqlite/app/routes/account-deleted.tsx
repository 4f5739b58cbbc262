import { Link } from "react-router";
import { PageTitle } from "~/components/page";
import { buttonVariants } from "~/components/ui/button";

/** Where people are after they have deleted their account. */
export default function AccountDeleted() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center py-12 text-center">
      <PageTitle>Account deleted</PageTitle>
      <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-3xl">
        Your account has been deleted
      </h1>
      <p className="mt-3 max-w-md text-balance text-muted-foreground">
        Everything in it is gone, and you're signed out everywhere. We've sent you an email to
        confirm this.
      </p>
      <Link to="/" className={buttonVariants({ className: "mt-8" })}>
        Go to the home page
      </Link>
    </div>
  );
}
