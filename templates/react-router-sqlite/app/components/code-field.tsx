import {
  type ClipboardEvent,
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  type RefObject,
  useRef,
} from "react";
import { FieldError, Label } from "~/components/ui/field";

interface CodeFieldProps {
  ref: RefObject<HTMLInputElement | null>;
  label: ReactNode;
  /** How many digits it takes. */
  length: number;
  problem: string | undefined;
  /** It has been sent again, so the problem may no longer apply. */
  stale: boolean;
  /** What else there is to say about it. */
  children?: ReactNode;
}

/** The field for a code, which is all that there is to fill in on its page. */
export function CodeField({ ref, label, length, problem, stale, children }: CodeFieldProps) {
  return (
    <div className="flex flex-col gap-2">
      <Label htmlFor="code">{label}</Label>
      <CodeInput
        ref={ref}
        id="code"
        length={length}
        name="code"
        required
        autoFocus
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? "code-error" : undefined}
      />
      <FieldError id="code-error" stale={stale}>
        {problem}
      </FieldError>
      {children}
    </div>
  );
}

interface CodeInputProps extends Omit<ComponentProps<"input">, "type" | "onInput" | "onPaste"> {
  length: number;
}

/**
 * The digits of a code in one field. With JavaScript it keeps digits only, also out of a pasted "123 456",
 * and sends the form when the last one is in. Without, the server leaves out what is no digit.
 */
function CodeInput({ length, ...props }: CodeInputProps) {
  const boxes = Array.from({ length }, (_, index) => index);
  const lastSent = useRef("");

  function accept(field: HTMLInputElement, text: string) {
    const digits = text.replaceAll(/\D/g, "").slice(0, length);
    if (field.value !== digits) field.value = digits;
    if (digits.length < length || digits === lastSent.current) return;
    lastSent.current = digits;
    field.form?.requestSubmit();
  }

  function onInput(event: FormEvent<HTMLInputElement>) {
    accept(event.currentTarget, event.currentTarget.value);
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text");
    if (!/\d/.test(text)) return;
    event.preventDefault();
    accept(event.currentTarget, text);
  }

  return (
    <div className="code-input-frame">
      <div data-slot="code-input" className="code-input">
        <div className="code-input-clip">
          <input
            {...props}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern={`(\\s|-)*(\\d(\\s|-)*){${length}}`}
            title={`${length} digits`}
            // One more than the digits, for "123 456".
            maxLength={length + 1}
            onInput={onInput}
            onPaste={onPaste}
          />
        </div>
        <div aria-hidden="true" className="code-input-boxes">
          {boxes.map((box) => (
            <span key={box} />
          ))}
        </div>
      </div>
    </div>
  );
}
