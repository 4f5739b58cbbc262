import * as z from "zod/mini";
import { LONGEST_EMAIL } from "~/services/rules";
import { LONGEST_PASSWORD, lengthOf, SHORTEST_PASSWORD } from "~/services/sign-in/password/rules";

export const passwordHint = `At least ${SHORTEST_PASSWORD} characters. A short sentence works well.`;
export const tooShort = `Use at least ${SHORTEST_PASSWORD} characters.`;
export const tooLong = `Use at most ${LONGEST_PASSWORD} characters.`;
const invalidEmail = "Enter a valid email address.";

const password = z.string().check(
  z.refine((text) => lengthOf(text) >= SHORTEST_PASSWORD, tooShort),
  z.refine((text) => lengthOf(text) <= LONGEST_PASSWORD, tooLong),
);

const samePassword = z.refine<{ password: string; confirmPassword: string }>(
  (form) => form.password === form.confirmPassword,
  {
    path: ["confirmPassword"],
    error: "The passwords don't match.",
    // Shown right away, even while another field is still invalid.
    when: () => true,
  },
);

/** A new password, typed twice. */
export const newPasswordSchema = z
  .object({ password, confirmPassword: z.string() })
  .check(samePassword);

/** What it takes to create an account. */
export const registrationSchema = z
  .object({
    email: z
      .string()
      .check(z.trim(), z.maxLength(LONGEST_EMAIL, invalidEmail), z.email(invalidEmail)),
    password,
    confirmPassword: z.string(),
  })
  .check(samePassword);

export type Problems = Record<string, string>;

/** Reads a form by its schema: what is in it, or what is wrong with each field. */
export function checkForm<Form extends Record<string, string>>(
  schema: z.ZodMiniType<Form>,
  form: FormData,
): { values: Form; problems?: never } | { values?: never; problems: Problems } {
  const { success, data, error } = schema.safeParse(Object.fromEntries(form));
  if (success) return { values: data };
  const problems: Problems = {};
  for (const { path, message } of error.issues) problems[String(path[0])] ??= message;
  return { problems };
}
