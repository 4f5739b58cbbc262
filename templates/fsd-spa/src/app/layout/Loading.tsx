import { Spinner } from "@/shared/ui/icons";

/** Comes in only when loading takes long enough to be noticed. */
export function Loading() {
  return (
    <p
      role="status"
      className="flex flex-1 animate-appear items-center justify-center gap-2 text-muted-foreground"
    >
      <Spinner className="size-5 animate-spin motion-reduce:animate-none" />
      Loading…
    </p>
  );
}
