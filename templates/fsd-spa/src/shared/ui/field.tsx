import { type ComponentProps, type ReactNode, useId } from "react";
import { FieldError } from "./field-error";
import { Input } from "./input";
import { Label } from "./label";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  /** Beside the label, for example a link. */
  aside?: ReactNode;
  /** What helps to fill it in. */
  hint?: string | undefined;
  /** What is wrong with what is in it. */
  problem?: string | undefined;
  /** It has been sent again: keep the place of the problem, but do not show it. */
  stale?: boolean | undefined;
}

/** An input with its label, and what there is to say about it. */
export function Field({ label, aside, hint, problem, stale, ...props }: FieldProps) {
  const id = useId();
  const described = [problem && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <Input
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
        {...props}
      />
      <FieldError id={`${id}-error`} stale={stale}>
        {problem}
      </FieldError>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}
