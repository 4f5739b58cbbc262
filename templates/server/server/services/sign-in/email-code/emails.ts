import { html } from "hono/html";
import { appName } from "~/brand";
import { lightColor } from "~/lib/colors";
import { sendEmail } from "~/services/email.server";
import { compose, type Part, paragraph, quiet } from "~/services/email-layout";
import { inWords } from "~/services/rules";
import { CODE_LIFETIME_IN_MINUTES } from "./rules";

/** Sends the code. It isn't in the subject, because phones show that on a locked screen. */
export async function sendSignInCode(to: string, code: string) {
  const where = "Enter this code to sign in:";
  const limits = `It works once, for ${inWords(CODE_LIFETIME_IN_MINUTES)}, and only in the browser where you requested it.`;
  const notYou =
    "Didn't request this? Ignore this email: no one can sign in without the code. " +
    `Don't share it with anyone. ${appName} will never ask you for it.`;

  sendEmail({
    kind: "sign-in-code",
    to,
    code,
    ...(await compose({
      title: `Your ${appName} sign-in code`,
      preview: `${limits} ${notYou}`,
      body: [paragraph(where), largeCode(code), paragraph(limits), quiet(notYou)],
    })),
  });
}

const frame = `border:1px solid ${lightColor("border")};border-radius:10px;background-color:${lightColor("muted")}`;
const digits = `color:${lightColor("foreground")};font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:6px;text-align:center`;

/** Without spaces between the digits, and selected by one click, so that copying it is easy. */
function largeCode(code: string): Part {
  return {
    text: code,
    html: html`<p class="code" style="margin:0 0 16px;padding:16px;${frame};${digits};-webkit-user-select:all;user-select:all">${code}</p>`,
  };
}
