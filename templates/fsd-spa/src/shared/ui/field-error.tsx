import { cn } from "../lib/cn";
import { CircleAlert } from "./icons";

interface FieldErrorProps {
  /** What the field names in its `aria-describedby`. */
  id: string;
  children?: string | undefined;
  /** The field has been sent again: keep the place, but let the next error be announced again. */
  stale?: boolean | undefined;
}

/** What is wrong with a field, said aloud when it appears. Without text there is nothing. */
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
