import "./code-input.css";
import { type ClipboardEvent, type ComponentProps, type FormEvent, useRef } from "react";

interface CodeInputProps extends Omit<ComponentProps<"input">, "type" | "onInput" | "onPaste"> {
  /** How many digits it takes. */
  length: number;
}

/**
 * The digits of a code in one field. It keeps digits only, also out of a pasted "123 456",
 * and sends the form when the last one is in.
 */
export function CodeInput({ length, ...props }: CodeInputProps) {
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
