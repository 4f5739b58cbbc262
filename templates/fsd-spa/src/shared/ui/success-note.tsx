import type { ReactNode } from "react";
import { CircleCheck } from "./icons";

/** Says that something has worked. It's there before it has a text, so that the text is announced. */
export function SuccessNote({ children }: { children: ReactNode }) {
  return (
    <p
      role="status"
      className="flex items-start gap-1.5 text-sm text-accent-foreground empty:absolute"
    >
      {children && (
        <>
          <CircleCheck className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 text-pretty">{children}</span>
        </>
      )}
    </p>
  );
}
