import { Path } from "@/shared/ui/path";

const steps = [
  {
    title: "Edit this page",
    path: "src/pages/home",
    text: "Say what your app does and who it's for.",
  },
  {
    title: "Build the dashboard",
    path: "src/pages/dashboard",
    text: "It's what people see after signing in.",
  },
  {
    title: "Add a table",
    path: "server/db/schema/index.ts",
    text: "Define it next to the user tables, then run db:generate and db:migrate.",
  },
];

/** Where to begin, shown in development only. Delete it when you no longer need it. */
export function FirstSteps() {
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
