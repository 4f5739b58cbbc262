import "./code-field.css";
import {
  type ClipboardEvent,
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { digitsIn } from "~/lib/digits";
import { useValidity } from "../lib/use-validity";
import { FieldError } from "./field-error";
import { Label } from "./label";

interface CodeFieldProps {
  label: ReactNode;
  /** How many digits it takes. */
  length: number;
  problem: string | undefined;
  /** The form has been sent again: hide the problem, but keep its place. */
  stale: boolean;
  /** A newer code has just been sent, so what was typed is no longer of use. */
  renewed?: boolean;
  /** Whether the last digit sends the form. */
  submits?: boolean;
  /** Anything else to say about the code. */
  children?: ReactNode;
}

/** The field for a code. It's the only thing to fill in on its page. */
export function CodeField(props: CodeFieldProps) {
  const { label, length, problem, stale, renewed = false, children } = props;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const incomplete = `Enter all ${length} digits of the code.`;
  const validity = useValidity(incomplete);
  const shown = validity.problem ?? problem;

  // Ready for the next attempt.
  useEffect(() => {
    if (stale || !field.current || !(problem || renewed)) return;
    field.current.value = "";
    // Browsers say nothing when a script moves the caret.
    document.dispatchEvent(new Event("selectionchange"));
    field.current.focus();
  }, [problem, renewed, stale]);

  return (
    <div className="flex flex-col gap-2">
      <Label htmlFor={id}>{label}</Label>
      <CodeInput
        ref={field}
        id={id}
        length={length}
        submits={props.submits}
        name="code"
        required
        pattern={`\\d{${length}}`}
        title={incomplete}
        autoFocus
        aria-invalid={shown && !stale ? true : undefined}
        aria-describedby={shown ? `${id}-error` : undefined}
        onInvalid={validity.onInvalid}
        onChange={validity.forget}
      />
      <FieldError id={`${id}-error`} stale={stale}>
        {shown}
      </FieldError>
      {children}
    </div>
  );
}

interface CodeInputProps extends Omit<ComponentProps<"input">, "type" | "onInput" | "onPaste"> {
  ref: RefObject<HTMLInputElement | null>;
  length: number;
  submits?: boolean | undefined;
}

/**
 * The digits of a code in one field. It keeps only digits, also from a pasted "123 456", and sends
 * the form with the last one.
 */
function CodeInput({ ref, length, submits = true, ...props }: CodeInputProps) {
  const active = useActiveBox(ref, length);
  const boxes = Array.from({ length }, (_, index) => index);
  const lastSent = useRef("");

  function accept(field: HTMLInputElement, text: string) {
    const digits = digitsIn(text).slice(0, length);
    if (field.value !== digits) field.value = digits;
    if (digits === lastSent.current) return;
    lastSent.current = "";
    if (digits.length < length) return;
    lastSent.current = digits;
    if (!submits) return;
    field.form?.requestSubmit();
  }

  function onInput(event: FormEvent<HTMLInputElement>) {
    accept(event.currentTarget, event.currentTarget.value);
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text");
    if (digitsIn(text) === "") return;
    event.preventDefault();
    accept(event.currentTarget, text);
  }

  return (
    <div className="code-input-frame">
      <div data-slot="code-input" className="code-input">
        <div className="code-input-clip">
          <input
            {...props}
            ref={ref}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            // One more than the digits, for "123 456".
            maxLength={length + 1}
            onInput={onInput}
            onPaste={onPaste}
          />
        </div>
        <div aria-hidden="true" className="code-input-boxes">
          {boxes.map((box) => (
            <span key={box} data-active={box === active || undefined} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The box with the caret, which the next digit goes into. */
function useActiveBox(field: RefObject<HTMLInputElement | null>, length: number) {
  const [active, setActive] = useState<number>();

  useEffect(() => {
    function follow() {
      setActive(Math.min(field.current?.selectionEnd ?? 0, length - 1));
    }
    follow();
    document.addEventListener("selectionchange", follow);
    return () => document.removeEventListener("selectionchange", follow);
  }, [field, length]);

  return active;
}
