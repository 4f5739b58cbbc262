import { Link } from "react-router";
import { useViewer } from "@/entities/user";
import { appName, paths } from "@/shared/config";
import { buttonVariants } from "@/shared/ui/button";
import { ArrowRight } from "@/shared/ui/icons";
import { PageTitle } from "@/shared/ui/page-title";
import { FirstSteps } from "./FirstSteps";
import { WayIn } from "./WayIn";

export function HomePage() {
  return (
    <>
      <PageTitle />
      <section className="grid flex-1 items-center gap-14 py-12 sm:py-16 md:grid-cols-[minmax(0,1fr)_22rem] lg:gap-20">
        <div>
          <h1 className="text-4xl leading-[1.08] font-semibold tracking-tight text-balance sm:text-5xl lg:text-6xl">
            {appName} <span className="text-muted-foreground">starts with you.</span>
          </h1>
          <p className="mt-5 max-w-prose text-lg text-pretty text-muted-foreground">
            Your own space is on the other side of the door. All it takes to get in is an email
            address.
          </p>
          <CallToAction />
        </div>
        <WayIn />
      </section>
      {import.meta.env.DEV && <FirstSteps />}
    </>
  );
}

function CallToAction() {
  const viewer = useViewer();
  return (
    <div className="mt-8">
      <Link to={viewer ? paths.dashboard : paths.login} className={buttonVariants({ size: "lg" })}>
        {viewer ? "Open your dashboard" : "Sign in or join"}
        <ArrowRight />
      </Link>
      {viewer && (
        <p className="mt-4 text-sm break-words text-muted-foreground">
          You are signed in as {viewer.email}.
        </p>
      )}
    </div>
  );
}
