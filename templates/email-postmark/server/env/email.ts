import { z } from "zod";
import { sender } from "./addresses.ts";

const serverToken = z
  .string("is missing. Find it at https://account.postmarkapp.com/servers, under API Tokens")
  // What else could be in a header of the request?
  .regex(/^[\x21-\x7e]+$/, "contains a character that a token can't have.");

/** What sending email needs from the environment. */
export const emailVariables = { POSTMARK_SERVER_TOKEN: serverToken.optional() };

/** What production requires. */
export const productionEmailVariables = { POSTMARK_SERVER_TOKEN: serverToken, EMAIL_FROM: sender };
