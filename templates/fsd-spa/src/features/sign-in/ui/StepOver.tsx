import type { ReactNode } from "react";
import { takeFocus } from "@/shared/lib/take-focus";
import { Alert } from "@/shared/ui/alert";
import { CircleAlert } from "@/shared/ui/icons";

interface StepOverProps {
  text: string;
  /** The way on. */
  children: ReactNode;
}

/** In place of the field for a code, once no code would be accepted. */
export function StepOver({ text, children }: StepOverProps) {
  return (
    <div className="flex flex-col gap-5">
      <Alert ref={takeFocus} variant="destructive" tabIndex={-1}>
        <CircleAlert />
        <span>{text}</span>
      </Alert>
      {children}
    </div>
  );
}
