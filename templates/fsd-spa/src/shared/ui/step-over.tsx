import type { ReactNode } from "react";
import { takeFocus } from "../lib/take-focus";
import { Alert } from "./alert";
import { CircleAlert } from "./icons";

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
