import { z } from "zod";

/** `Name <address>` or an address alone, made safe to put into a header of every e-mail. */
export const sender = z
  .string("is missing. Set it to the sender of every e-mail: Your app <no-reply@example.com>")
  .transform((value, context) => {
    const [, name = "", address = value] = /^([^<>]*)<([^<>]*)>$/.exec(value.trim()) ?? [];
    // A line break would begin another header.
    if (/\p{Cc}/u.test(value) || !z.email().safeParse(address).success) {
      context.addIssue("has to look like this: Your app <no-reply@example.com>");
      return z.NEVER;
    }
    const readable = name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replace(/\\(.)/g, "$1");
    return readable === "" ? address : `${quoted(readable)} <${address}>`;
  });

/** A comma, a dot or a bracket outside of quotes would end the name. */
function quoted(name: string) {
  return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/[\\"]/g, "\\$&")}"` : name;
}
