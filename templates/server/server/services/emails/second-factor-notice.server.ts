// @feature two-factor
import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { emailHtml, paragraph, quiet } from "./layout";

/** `what` has happened to the second factor: "turned on", for example. */
export async function sendSecondFactorNotice(to: string, what: string) {
  const subject = `Two-factor sign-in for ${appName} was ${what}`;
  const text = `The second factor of your account was ${what} just now.`;
  const notYou =
    "It was not you? Then somebody else is in your account: sign in, change what you sign in with, " +
    "and set up the second factor anew.";

  sendEmail({
    kind: `second-factor ${what}`,
    to,
    subject,
    text: [text, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: text,
      body: await html`${paragraph(text)}${quiet(notYou)}`,
    }),
  });
}
