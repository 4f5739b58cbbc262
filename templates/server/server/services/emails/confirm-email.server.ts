// @feature password
import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { inWords } from "~/lib/in-words";
import { LINK_LIFETIME_IN_MINUTES } from "~/password-rules";
import { sendEmail } from "~/services/email.server";
import { emailHtml, linkButton, paragraph, quiet } from "./layout";

/** Sends the link that confirms an address. The page behind it asks for the password. */
export async function sendConfirmEmail(to: string, link: string) {
  const subject = `Confirm your email for ${appName}`;
  const what = `Someone, hopefully you, created an account at ${appName} with this address.`;
  const limits = `The link works once, for ${inWords(LINK_LIFETIME_IN_MINUTES)}, and you'll need the password you chose.`;
  const notYou = "Wasn't you? Ignore this email, and there won't be an account.";

  sendEmail({
    kind: "confirm-email",
    to,
    subject,
    text: [what, link, limits, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: `${what} ${limits}`,
      body: await html`${paragraph(what)}${linkButton("Confirm my email", link)}${paragraph(limits)}${quiet(notYou)}`,
    }),
    link,
  });
}
