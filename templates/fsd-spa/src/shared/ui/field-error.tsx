import { cn } from "../lib/cn";
import { CircleAlert } from "./icons";

interface FieldErrorProps {
  /** For the `aria-describedby` of the field. */
  id: string;
  children?: string | undefined;
  /** The form has been sent again: hide the error, but keep its place. */
  stale?: boolean | undefined;
}

/** What's wrong with a field, announced when it appears. Renders nothing without text. */
export function FieldError({ id, children, stale = false }: FieldErrorProps) {
  if (!children) return null;
  return (
    <p
      id={id}
      data-slot="field-error"
      role="alert"
      className={cn("flex items-start gap-1.5 text-sm text-destructive-text", stale && "invisible")}
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" />
      <span className="text-pretty">{children}</span>
    </p>
  );
}
