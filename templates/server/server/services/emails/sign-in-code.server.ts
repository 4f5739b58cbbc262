// @feature email-code
import { html } from "hono/html";
import { CODE_LIFETIME_IN_MINUTES } from "~/code-rules";
import { appName } from "~/lib/app-name";
import { inWords } from "~/lib/in-words";
import { sendEmail } from "~/services/email.server";
import { emailHtml, largeCode, paragraph, quiet } from "./layout";

/** Sends the code. It is not in the subject, which phones show on a locked screen. */
export async function sendSignInCode(to: string, code: string) {
  const subject = `Your code to sign in to ${appName}`;
  const where = "Type this code where you asked for it:";
  const limits = `It works once, for ${inWords(CODE_LIFETIME_IN_MINUTES)}, and only in that browser.`;
  const notYou =
    "You did not ask for this? Then ignore this e-mail: nobody gets in without the code. " +
    `Give it to nobody. ${appName} never asks you for it.`;

  sendEmail({
    kind: "sign-in-code",
    to,
    subject,
    text: [where, code, limits, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: `${limits} ${notYou}`,
      body: await html`${paragraph(where)}${largeCode(code)}${paragraph(limits)}${quiet(notYou)}`,
    }),
    code,
  });
}
