import type { ReactNode } from "react";
import { takeFocus } from "../lib/take-focus";
import { Alert } from "./alert";

interface StepOverProps {
  text: string;
  /** The way on. */
  children: ReactNode;
}

/** In place of the field for a code, once no code would be accepted. */
export function StepOver({ text, children }: StepOverProps) {
  return (
    <div className="flex flex-col gap-5">
      <Alert ref={takeFocus} tabIndex={-1}>
        <span>{text}</span>
      </Alert>
      {children}
    </div>
  );
}
