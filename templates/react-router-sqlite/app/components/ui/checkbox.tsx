import type { ComponentProps } from "react";

/** A checkbox with its label. The browser's own would be gray on our dark colors. */
export function Checkbox({ children, ...props }: ComponentProps<"input">) {
  return (
    <label className="flex items-center gap-2.5 text-sm">
      <input
        type="checkbox"
        className="grid size-4.5 shrink-0 appearance-none place-content-center rounded-sm border border-input bg-field shadow-xs before:size-2.5 before:scale-0 before:bg-primary-foreground before:[clip-path:polygon(14%_44%,0_65%,50%_100%,100%_16%,80%_0,43%_62%)] checked:border-primary checked:bg-primary checked:before:scale-100 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring forced-colors:appearance-auto forced-colors:before:hidden"
        {...props}
      />
      {children}
    </label>
  );
}
