// @feature password
import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { emailHtml, paragraph, quiet } from "./layout";

/** Says that the password is another one now, so that nobody changes it in secret. */
export async function sendPasswordChanged(to: string) {
  const subject = `Your password for ${appName} was changed`;
  const what = "The password of your account was changed. Everywhere else you are signed out.";
  const notYou =
    "It was not you? Choose a new password at once, by “Forgot your password?” on the sign-in page.";

  sendEmail({
    kind: "password-changed",
    to,
    subject,
    text: [what, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: what,
      body: await html`${paragraph(what)}${quiet(notYou)}`,
    }),
  });
}
