// @feature password
import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { inWords } from "~/lib/in-words";
import { LINK_LIFETIME_IN_MINUTES } from "~/password-rules";
import { sendEmail } from "~/services/email.server";
import { emailHtml, linkButton, paragraph, quiet } from "./layout";

/** Sends the link behind which one chooses a new password. */
export async function sendResetPassword(to: string, link: string) {
  const subject = `Choose a new password for ${appName}`;
  const what = "Choose a new password on this page:";
  const limits = `The link works once, for ${inWords(LINK_LIFETIME_IN_MINUTES)}. A new password signs you out everywhere.`;
  const notYou =
    "You did not ask for this? Then ignore this e-mail: your password stays as it is. Give the link to nobody.";

  sendEmail({
    kind: "reset-password",
    to,
    subject,
    text: [what, link, limits, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: `${limits} ${notYou}`,
      body: await html`${paragraph(what)}${linkButton("Choose a password", link)}${paragraph(limits)}${quiet(notYou)}`,
    }),
    link,
  });
}
