import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

export function Label({ className, htmlFor, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: `htmlFor` names it
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn("text-sm leading-none font-medium select-none", className)}
      {...props}
    />
  );
}
