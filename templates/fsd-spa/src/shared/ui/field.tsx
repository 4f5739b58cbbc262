import { type ComponentProps, type ReactNode, useId } from "react";
import { useValidity } from "../lib/use-validity";
import { FieldError } from "./field-error";
import { Input } from "./input";
import { Label } from "./label";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  /** Beside the label, for example a link. */
  aside?: ReactNode;
  /** Over the end of the input, such as a button. */
  trailing?: ReactNode;
  /** Help text, until there is a problem. */
  hint?: string | undefined;
  /** What to say when it's left empty. */
  missing?: string;
  /** What's wrong with the value. */
  problem?: string | undefined;
  /** The form has been sent again: hide the problem, but keep its place. */
  stale?: boolean | undefined;
}

/** An input with its label, help text, and error message. */
export function Field(props: FieldProps) {
  const { label, aside, trailing, hint, missing, problem, stale, ...input } = props;
  const id = useId();
  const validity = useValidity(missing);
  const shown = validity.problem ?? problem;
  const described = shown ? `${id}-error` : hint && `${id}-hint`;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <div className="relative">
        <Input
          id={id}
          aria-invalid={shown && !stale ? true : undefined}
          aria-describedby={described}
          onInvalid={validity.onInvalid}
          onInput={validity.forget}
          {...input}
        />
        {trailing}
      </div>
      <FieldError id={`${id}-error`} stale={stale}>
        {shown}
      </FieldError>
      {hint && !shown && (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}
