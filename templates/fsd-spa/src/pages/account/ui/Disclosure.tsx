import type { ComponentProps } from "react";
import { ChevronDown } from "@/shared/ui/icons";

interface DisclosureProps extends ComponentProps<"details"> {
  title: string;
}

/** Something that has to be chosen before it can be confirmed. */
export function Disclosure({ title, children, ...details }: DisclosureProps) {
  return (
    <details className="group rounded-lg border" {...details}>
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 rounded-lg px-4 py-2 font-medium hover:bg-accent focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-2 pb-4">{children}</div>
    </details>
  );
}
