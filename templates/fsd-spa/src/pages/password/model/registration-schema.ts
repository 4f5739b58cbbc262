import * as z from "zod/mini";
import { LONGEST_EMAIL } from "~/services/rules";
import { LONGEST_PASSWORD, lengthOf, SHORTEST_PASSWORD } from "~/services/sign-in/password/rules";

const invalidEmail = "Enter a valid email address.";

const password = z.string().check(
  z.refine(
    (text) => lengthOf(text) >= SHORTEST_PASSWORD,
    `Use at least ${SHORTEST_PASSWORD} characters.`,
  ),
  z.refine(
    (text) => lengthOf(text) <= LONGEST_PASSWORD,
    `Use at most ${LONGEST_PASSWORD} characters.`,
  ),
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
