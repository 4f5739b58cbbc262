// @feature password
import type { ZodMiniType } from "zod/mini";

export type Problems = Record<string, string>;

/** Reads a form by its schema: what is in it, or what is wrong with each field. */
export function checkForm<Form extends Record<string, string>>(
  schema: ZodMiniType<Form>,
  form: FormData,
): { values: Form; problems?: never } | { values?: never; problems: Problems } {
  const { success, data, error } = schema.safeParse(Object.fromEntries(form));
  if (success) return { values: data };
  const problems: Problems = {};
  for (const { path, message } of error.issues) problems[String(path[0])] ??= message;
  return { problems };
}
