import type { ComponentProps } from "react";
import { CircleAlert } from "~/components/icons";
import { cn } from "~/lib/cn";

/** What went wrong, where it isn't about one field. */
export function Alert({ className, children, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="alert"
      role="alert"
      className={cn(
        "flex w-full items-start gap-2.5 rounded-lg border border-destructive/40 bg-destructive/8 px-3.5 py-3 text-sm text-pretty text-destructive-text",
        className,
      )}
      {...props}
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" />
      {children}
    </div>
  );
}
