import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { compose, type Part, paragraph, quiet } from "~/services/email-layout";
import { inWords } from "~/services/rules";
import { CODE_LIFETIME_IN_MINUTES } from "./rules";

/** Sends the code. It is not in the subject, which phones show on a locked screen. */
export async function sendSignInCode(to: string, code: string) {
  const where = "Type this code where you asked for it:";
  const limits = `It works once, for ${inWords(CODE_LIFETIME_IN_MINUTES)}, and only in that browser.`;
  const notYou =
    "You did not ask for this? Then ignore this email: nobody gets in without the code. " +
    `Give it to nobody. ${appName} never asks you for it.`;

  sendEmail({
    kind: "sign-in-code",
    to,
    code,
    ...(await compose({
      title: `Your code to sign in to ${appName}`,
      preview: `${limits} ${notYou}`,
      body: [paragraph(where), largeCode(code), paragraph(limits), quiet(notYou)],
    })),
  });
}

/** Without spaces between the digits, and selected by one click, so that copying it is easy. */
function largeCode(code: string): Part {
  return {
    text: code,
    html: html`<p class="code" style="margin:0 0 16px;padding:16px;border:1px solid #dcdfe5;border-radius:8px;background-color:#f4f5f7;color:#1a1d23;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:6px;text-align:center;-webkit-user-select:all;user-select:all">${code}</p>`,
  };
}
