import { z } from "zod";
import { sender } from "./addresses.ts";

const example = "smtps://user:password@smtp.example.com:465";

const smtpUrl = z
  .string(`is missing. Set it to your mail server: ${example}`)
  .refine(isSmtpUrl, `has to look like this: ${example} (or smtp://, for STARTTLS)`);

/** What sending email needs from the environment. */
export const emailVariables = { SMTP_URL: smtpUrl.optional() };

/** What production requires. */
export const productionEmailVariables = { SMTP_URL: smtpUrl, EMAIL_FROM: sender };

function isSmtpUrl(url: string) {
  return /^smtps?:\/\//.test(url) && URL.canParse(url) && new URL(url).hostname !== "";
}
