import { type InvalidEvent, useState } from "react";

/**
 * What a field says in place of the browser's bubble when its form is sent and something is missing
 * or malformed. `missing` is for an empty one.
 */
export function useValidity(missing = "Fill in this field.") {
  const [problem, setProblem] = useState<string>();

  function onInvalid(event: InvalidEvent<HTMLInputElement>) {
    event.preventDefault();
    const field = event.currentTarget;
    const isEmpty = field.validity.valueMissing && field.type !== "email";
    setProblem(isEmpty ? missing : malformed(field));
    if (field.form?.querySelector("input:invalid") === field) field.focus();
  }

  return { problem, onInvalid, forget: () => setProblem(undefined) };
}

function malformed({ type, title, validationMessage }: HTMLInputElement): string {
  if (type === "email") return "Enter a valid email address.";
  return title || validationMessage;
}
