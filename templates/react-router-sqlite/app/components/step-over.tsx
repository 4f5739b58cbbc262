import { type ReactNode, useEffect, useRef } from "react";
import { Alert } from "~/components/ui/alert";

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
      <Alert ref={notice} tabIndex={-1}>
        <span>{text}</span>
      </Alert>
      {children}
    </div>
  );
}
