import { cn } from "@/shared/lib/cn";

/** The first letter of a name or an email, next to the text itself. */
export function Avatar({ of, className }: { of: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "flex size-7 shrink-0 items-center justify-center rounded-full bg-primary text-xs font-semibold text-primary-foreground uppercase",
        className,
      )}
    >
      {of.charAt(0)}
    </span>
  );
}
