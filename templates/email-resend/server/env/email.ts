import { z } from "zod";
import { sender } from "./addresses.ts";

const apiKey = z
  .string("is missing. Create one at https://resend.com/api-keys")
  // What else could be in a header of the request?
  .regex(/^[\x21-\x7e]+$/, "contains a character that an API key can't have.");

/** What sending email needs from the environment. */
export const emailVariables = { RESEND_API_KEY: apiKey.optional() };

/** What production requires. */
export const productionEmailVariables = { RESEND_API_KEY: apiKey, EMAIL_FROM: sender };
