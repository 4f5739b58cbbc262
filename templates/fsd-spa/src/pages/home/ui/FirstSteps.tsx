const steps = [
  {
    title: "Say what it is",
    path: "src/pages/home",
    text: "This page: what your app does, and for whom.",
  },
  {
    title: "Fill the space behind the door",
    path: "src/pages/dashboard",
    text: "What people find once they are signed in.",
  },
  {
    title: "Keep something",
    path: "server/db/schema/index.ts",
    text: "Your tables, beside the ones for users. Then run db:generate and db:migrate.",
  },
];

/** Where to begin. Only you see this, while you develop; delete it when you have begun. */
export function FirstSteps() {
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
