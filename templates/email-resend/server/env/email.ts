import { z } from "zod";
import { sender } from "./addresses.ts";

const apiKey = z
  .string("is missing. Make one at https://resend.com/api-keys")
  // What else could be in a header of the request?
  .regex(/^[\x21-\x7e]+$/, "has a character that no key has.");

/** What sending email needs from the environment. */
export const emailVariables = { RESEND_API_KEY: apiKey.optional() };

/** What of it production cannot do without. */
export const productionEmailVariables = { RESEND_API_KEY: apiKey, EMAIL_FROM: sender };
