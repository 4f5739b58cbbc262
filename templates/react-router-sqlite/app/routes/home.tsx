import { Link } from "react-router";
import { appName } from "~/brand";
import { ArrowRight, CircleCheck, Mail } from "~/components/icons";
import { PageTitle, Path, useViewer } from "~/components/page";
import { buttonVariants } from "~/components/ui/button";
import { CodePicture } from "~/sign-in/email-code/send-code"; // @feature email-code
import { PasswordPicture } from "~/sign-in/password/sign-in"; // @feature password

export default function Home() {
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
            to={viewer ? "/dashboard" : "/login"}
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

/** A picture of signing in. Everything in it is also said in the text. */
function WayIn() {
  return (
    <div aria-hidden="true" className="relative mx-auto w-full max-w-sm pb-7 select-none">
      <div className="animate-rise rounded-2xl border bg-card p-5 shadow-card sm:p-6">
        <div className="flex items-center gap-3">
          <span className="flex size-9 items-center justify-center rounded-lg bg-accent text-accent-foreground">
            <Mail className="size-4.5" />
          </span>
          <div className="min-w-0 text-sm leading-tight">
            <p className="truncate font-medium">{appName}</p>
            <p className="mt-0.5 text-muted-foreground">Sign in</p>
          </div>
          <span className="ml-auto self-start text-xs text-muted-foreground">now</span>
        </div>
        <CodePicture /> {/* @feature email-code */}
        <PasswordPicture /> {/* @feature password */}
        <div className="mt-5 flex flex-col gap-2.5 pb-3">
          <span className="h-2 w-11/12 rounded-full bg-muted" />
          <span className="h-2 w-2/3 rounded-full bg-muted" />
        </div>
      </div>
      <div className="absolute right-4 bottom-0 flex animate-rise-later items-center gap-2 rounded-full bg-primary py-2.5 pr-4.5 pl-3.5 text-sm font-medium text-primary-foreground shadow-card sm:-right-4">
        <CircleCheck className="size-4.5" />
        You're in
      </div>
    </div>
  );
}

const steps = [
  {
    title: "Edit this page",
    path: "app/routes/home.tsx",
    text: "Say what your app does and who it's for.",
  },
  {
    title: "Build the dashboard",
    path: "app/components/dashboard",
    text: "It's what people see after signing in.",
  },
  {
    title: "Add a table",
    path: "app/db/schema/index.ts",
    text: "Define it next to the user tables, then run db:generate and db:migrate.",
  },
];

/** Where to begin, shown in development only. Delete it when you no longer need it. */
function FirstSteps() {
  return (
    <section aria-labelledby="first-steps" className="border-t py-10">
      <h2 id="first-steps" className="text-lg font-semibold tracking-tight">
        Next steps
      </h2>
      <p className="mt-1 text-sm text-muted-foreground">Only shown in development.</p>
      <ol className="mt-6 grid gap-x-8 gap-y-6 md:grid-cols-3">
        {steps.map(({ title, path, text }) => (
          <li key={path} className="border-l-2 border-primary/40 pl-4">
            <h3 className="font-medium">{title}</h3>
            <code className="mt-1.5 block text-sm text-primary">
              <Path>{path}</Path>
            </code>
            <p className="mt-1.5 text-sm text-pretty text-muted-foreground">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
