import { Link } from "react-router";
import { FirstSteps } from "~/components/home/first-steps";
import { WayIn } from "~/components/home/way-in";
import { ArrowRight } from "~/components/icons";
import { PageTitle } from "~/components/page-title";
import { buttonVariants } from "~/components/ui/button";
import { useViewer } from "~/components/use-viewer";
import { appName } from "~/lib/app-name";

export default function Home() {
  return (
    <>
      <PageTitle />
      <section className="grid flex-1 items-center gap-14 py-12 sm:py-16 md:grid-cols-[minmax(0,1fr)_22rem] lg:gap-20">
        <div>
          <h1 className="text-4xl leading-[1.08] font-semibold tracking-tight text-balance sm:text-5xl lg:text-6xl">
            {appName} <span className="text-muted-foreground">starts with you.</span>
          </h1>
          <p className="mt-5 max-w-prose text-lg text-pretty text-muted-foreground">
            Your own space is on the other side of the door. All it takes to get in is an e-mail
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
      <Link to={viewer ? "/dashboard" : "/login"} className={buttonVariants({ size: "lg" })}>
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
