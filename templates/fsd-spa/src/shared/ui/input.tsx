import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      className={cn(
        // At least 16px: iOS zooms into smaller fields.
        "h-11 w-full min-w-0 rounded-lg border border-input bg-field px-3 text-base shadow-xs transition-[color,box-shadow]",
        "placeholder:text-muted-foreground disabled:opacity-60",
        "focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring",
        "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive",
        className,
      )}
      {...props}
    />
  );
}
