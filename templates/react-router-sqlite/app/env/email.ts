import { z } from "zod";

/** What sending e-mail needs from the environment. */
export const emailVariables = {
  EMAIL_FROM: z.string().default("Your app <no-reply@example.com>"),
};
