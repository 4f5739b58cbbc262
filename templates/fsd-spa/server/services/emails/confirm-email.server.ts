// @feature password
import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { emailHtml, linkButton, paragraph, quiet } from "./layout";

/** Sends the link that confirms an address. The page behind it asks for the password. */
export async function sendConfirmEmail(to: string, link: string) {
  const subject = `Confirm your e-mail for ${appName}`;
  const what = `Somebody, probably you, has made an account at ${appName} with this address.`;
  const limits = "The link works for an hour, and only together with the password of the account.";
  const notYou = "You did not? Then ignore this e-mail: without it the account stays closed.";

  sendEmail({
    to,
    subject,
    text: [what, link, limits, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: `${what} ${limits}`,
      body: await html`${paragraph(what)}${linkButton("Confirm my e-mail", link)}${paragraph(limits)}${quiet(notYou)}`,
    }),
    link,
  });
}
