import { type ComponentProps, type ReactNode, useId } from "react";
import { CircleAlert } from "~/components/icons";
import { cn } from "~/lib/cn";
import { LONGEST_EMAIL } from "~/services/rules"; // @feature email-code|password

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  /** Beside the label, for example a link. */
  aside?: ReactNode;
  /** Over the end of the input, such as a button. */
  trailing?: ReactNode;
  /** Help text, until there is a problem. */
  hint?: string | undefined;
  /** What's wrong with the value. */
  problem?: string | undefined;
  /** The form has been sent again: hide the problem, but keep its place. */
  stale?: boolean;
}

/** An input with its label, help text, and error message. */
export function Field({ label, aside, trailing, hint, problem, stale, ...props }: FieldProps) {
  const ownId = useId();
  const id = props.id ?? ownId;
  const described = problem ? `${id}-error` : hint && `${id}-hint`;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <div className="relative">
        <Input
          {...props}
          id={id}
          aria-invalid={problem && !stale ? true : undefined}
          aria-describedby={described}
        />
        {trailing}
      </div>
      <FieldError id={`${id}-error`} stale={stale}>
        {problem}
      </FieldError>
      {hint && !problem && (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}

// @feature email-code|password
/** The field for an email address, where every form around signing in begins. */
export function EmailField(props: Omit<FieldProps, "label">) {
  return (
    <Field
      label="Email"
      name="email"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      placeholder="you@example.com"
      maxLength={LONGEST_EMAIL}
      required
      autoFocus
      {...props}
    />
  );
}

// @end
export function Label({ className, htmlFor, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: `htmlFor` names it
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn("text-sm leading-none font-medium select-none", className)}
      {...props}
    />
  );
}

function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      className={cn(
        // At least 16px: iOS zooms into smaller fields.
        "h-11 w-full min-w-0 rounded-lg border border-input bg-field px-3 text-base shadow-xs transition-[color,box-shadow]",
        "placeholder:text-muted-foreground disabled:opacity-60",
        "focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring",
        "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive",
        className,
      )}
      {...props}
    />
  );
}

interface FieldErrorProps {
  /** For the `aria-describedby` of the field. */
  id: string;
  children?: string | undefined;
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
