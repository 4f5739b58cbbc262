import { Sprout } from "@/shared/ui/icons";

/** What people see before they have created anything. Your app's content goes here. */
export function EmptyState() {
  return (
    <section
      aria-labelledby="empty-title"
      className="flex min-h-80 flex-col items-center justify-center rounded-2xl border border-dashed border-input/60 p-8 text-center lg:min-h-full"
    >
      <span className="flex size-12 items-center justify-center rounded-xl bg-accent text-accent-foreground">
        <Sprout className="size-6" />
      </span>
      <h2 id="empty-title" className="mt-5 text-lg font-semibold tracking-tight">
        Nothing here yet
      </h2>
      <p className="mt-2 max-w-sm text-pretty text-muted-foreground">
        You are signed in, and this is your space. What you make will show up here.
      </p>
      {import.meta.env.DEV && (
        <p className="mt-5 text-sm text-muted-foreground">
          Yours to fill in{" "}
          <code className="rounded-md bg-muted px-1.5 py-0.5 break-all text-foreground">
            src/pages/dashboard
          </code>
        </p>
      )}
    </section>
  );
}
