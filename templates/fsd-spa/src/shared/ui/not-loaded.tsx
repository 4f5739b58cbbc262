import type { ReactNode } from "react";
import { Alert } from "./alert";
import { SubmitButton } from "./submit-button";

interface NotLoadedProps {
  /** Why not. */
  children: ReactNode;
  pending: boolean;
  onRetry: () => void;
}

/** In place of what could not be loaded. */
export function NotLoaded({ children, pending, onRetry }: NotLoadedProps) {
  return (
    <div className="flex flex-col gap-3">
      <Alert>{children}</Alert>
      <SubmitButton
        type="button"
        variant="outline"
        pending={pending}
        pendingText="Trying…"
        onClick={onRetry}
      >
        Try again
      </SubmitButton>
    </div>
  );
}
