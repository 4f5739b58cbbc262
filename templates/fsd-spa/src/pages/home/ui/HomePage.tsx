import { Link } from "react-router";
import { useViewer } from "@/entities/user";
import { appName, paths } from "@/shared/config";
import { buttonVariants } from "@/shared/ui/button";
import { ArrowRight } from "@/shared/ui/icons";
import { PageTitle } from "@/shared/ui/page-title";
import { FirstSteps } from "./FirstSteps";
import { WayIn } from "./WayIn";

export function HomePage() {
  const viewer = useViewer();
  return (
    <>
      <PageTitle />
      <section className="grid flex-1 grid-cols-1 items-center gap-14 py-12 sm:py-16 md:grid-cols-[minmax(0,1fr)_22rem] lg:gap-20">
        <div>
          <h1 className="text-4xl leading-[1.08] font-semibold tracking-tight text-balance sm:text-5xl lg:text-6xl">
            <span className="whitespace-nowrap text-muted-foreground">Welcome to</span> {appName}
          </h1>
          <p className="mt-5 max-w-prose text-lg text-pretty break-words text-muted-foreground">
            {viewer ? `You're signed in as ${viewer.email}.` : "Sign in to get started."}
          </p>
          <Link
            to={viewer ? paths.dashboard : paths.login}
            className={buttonVariants({ size: "lg", className: "mt-8" })}
          >
            <span>{viewer ? "Go to your dashboard" : "Get started"}</span>
            <ArrowRight />
          </Link>
        </div>
        <WayIn />
      </section>
      {import.meta.env.DEV && <FirstSteps />}
    </>
  );
}
