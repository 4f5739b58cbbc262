import { type FormEvent, useState } from "react";
import type { ZodMiniType } from "zod/mini";
import type { Refusal } from "@/shared/lib/use-refusal";

type Values = Record<string, string>;

/**
 * A form that says what's wrong with a field while typing, and everything when it's sent. `onValid`
 * gets the fields as the schema returns them.
 */
export function useCheckedForm<Form extends Values>(
  schema: ZodMiniType<Form>,
  onValid: (form: Form) => void,
) {
  const [values, setValues] = useState<Values>({});
  const [sent, setSent] = useState(false);

  const problems = new Map<string, string>();
  for (const issue of schema.safeParse(withAll(schema, values)).error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!problems.has(name)) problems.set(name, issue.message);
  }

  /** The properties of the field of this name. `refusal` is what the server says about it. */
  function field(name: string & keyof Form, refusal?: Refusal) {
    const touched = sent || values[name];
    return {
      ...refusal,
      name,
      value: values[name] ?? "",
      problem: (touched && problems.get(name)) || refusal?.problem,
      onChange: ({ target }: { target: HTMLInputElement }) =>
        setValues((before) => ({ ...before, [name]: target.value })),
    };
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSent(true);
    const result = schema.safeParse(withAll(schema, values));
    if (result.success) return onValid(result.data);
    const first = String(result.error.issues[0]?.path[0]);
    const wrong = event.currentTarget.elements.namedItem(first);
    if (wrong instanceof HTMLElement) wrong.focus();
  }

  return { field, onSubmit };
}

/** Fields that nobody has typed into are empty. */
function withAll(schema: object, values: Values): Values {
  const names = "shape" in schema ? Object.keys(schema.shape as object) : [];
  return { ...Object.fromEntries(names.map((name) => [name, ""])), ...values };
}
