import { type FormEvent, useEffect, useRef, useState } from "react";
import { useNavigation } from "react-router";
import type { ZodMiniType } from "zod/mini";
import { checkForm, type Problems } from "./schema";

/**
 * A form that says what's wrong with a field while typing, and everything when it's sent. The server
 * checks the same, for people without JavaScript. `answered` is what it has found.
 */
export function useCheckedForm<Form extends Record<string, string>>(
  schema: ZodMiniType<Form>,
  answered: Problems | undefined,
) {
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<Problems>();
  const problems = typed ?? answered ?? {};
  const pending = useNavigation().state !== "idle";

  useEffect(() => {
    if (!answered) return;
    setTyped(undefined);
    focusFirst(form.current, answered);
  }, [answered]);

  function check(target: HTMLFormElement) {
    return checkForm(schema, new FormData(target)).problems ?? {};
  }

  return {
    pending,
    problems,
    form: {
      ref: form,
      noValidate: true,
      /** Only of fields that have something in them: the others are still to come. */
      onInput({ currentTarget }: FormEvent<HTMLFormElement>) {
        const found = Object.entries(check(currentTarget));
        const data = new FormData(currentTarget);
        setTyped(Object.fromEntries(found.filter(([name]) => data.get(name))));
      },
      onSubmit(event: FormEvent<HTMLFormElement>) {
        const found = check(event.currentTarget);
        setTyped(found);
        if (pending || Object.keys(found).length > 0) event.preventDefault();
        focusFirst(event.currentTarget, found);
      },
    },
  };
}

function focusFirst(form: HTMLFormElement | null, problems: Problems) {
  const fields = [...(form?.elements ?? [])];
  const wrong = fields.find((field) => problems[(field as HTMLInputElement).name]);
  if (wrong instanceof HTMLElement) wrong.focus();
}
