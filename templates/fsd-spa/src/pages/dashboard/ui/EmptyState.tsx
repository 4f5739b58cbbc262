import { Sprout } from "@/shared/ui/icons";
import { Path } from "@/shared/ui/path";

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
        Your content will appear here.
      </p>
      {import.meta.env.DEV && (
        <p className="mt-5 text-sm text-muted-foreground">
          Edit it in{" "}
          <code className="inline-block rounded-md bg-muted px-1.5 py-0.5 text-foreground">
            <Path>src/pages/dashboard</Path>
          </code>
        </p>
      )}
    </section>
  );
}
