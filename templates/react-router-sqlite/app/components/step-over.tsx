import { type ReactNode, useEffect, useRef } from "react";
import { CircleAlert } from "~/components/icons";

interface StepOverProps {
  text: string | null | undefined;
  /** The way on. */
  children: ReactNode;
}

/** In place of the field for a code, once no code would be accepted. */
export function StepOver({ text, children }: StepOverProps) {
  const notice = useRef<HTMLDivElement>(null);

  // The field that had the focus is gone.
  useEffect(() => notice.current?.focus(), []);

  return (
    <div className="flex flex-col gap-5">
      <div
        ref={notice}
        role="alert"
        tabIndex={-1}
        className="flex items-start gap-2.5 rounded-lg border border-destructive/40 bg-destructive/8 px-3.5 py-3 text-sm text-pretty text-destructive-text [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0"
      >
        <CircleAlert />
        <span>{text}</span>
      </div>
      {children}
    </div>
  );
}
