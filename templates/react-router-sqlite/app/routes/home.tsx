import { Link } from "react-router";
import { ArrowRight, CircleCheck, Mail } from "~/components/icons";
import { PageTitle, useViewer } from "~/components/page";
import { buttonVariants } from "~/components/ui/button";
import { appName } from "~/lib/app-name";
import { CodePicture } from "~/sign-in/email-code/send-code"; // @feature email-code
import { PasswordPicture } from "~/sign-in/password/sign-in"; // @feature password

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

/** A picture of what signing in is like. It says nothing that the text beside it does not. */
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
            <p className="mt-0.5 text-muted-foreground">Your way in</p>
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
        You are in
      </div>
    </div>
  );
}

const steps = [
  {
    title: "Say what it is",
    path: "app/routes/home.tsx",
    text: "This page: what your app does, and for whom.",
  },
  {
    title: "Fill the space behind the door",
    path: "app/components/dashboard",
    text: "What people find once they are signed in.",
  },
  {
    title: "Keep something",
    path: "app/db/schema/index.ts",
    text: "Your tables, beside the ones for users. Then run db:generate and db:migrate.",
  },
];

/** Where to begin. Only you see this, while you develop; delete it when you have begun. */
function FirstSteps() {
  return (
    <section aria-labelledby="first-steps" className="border-t py-10">
      <h2 id="first-steps" className="text-lg font-semibold tracking-tight">
        Make it yours
      </h2>
      <p className="mt-1 text-sm text-muted-foreground">Only shown in development.</p>
      <ol className="mt-6 grid gap-x-8 gap-y-6 md:grid-cols-3">
        {steps.map(({ title, path, text }) => (
          <li key={path} className="border-l-2 border-primary/40 pl-4">
            <h3 className="font-medium">{title}</h3>
            <code className="mt-1.5 block text-sm break-all text-primary">{path}</code>
            <p className="mt-1.5 text-sm text-pretty text-muted-foreground">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
