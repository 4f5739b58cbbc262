import { appName } from "~/brand";
import { sendEmail } from "~/services/email.server";
import { compose, largeCode, paragraph, quiet } from "~/services/email-layout";
import { inWords } from "~/services/rules";
import { CODE_LIFETIME_IN_MINUTES } from "./rules";

/** Sends the code. It isn't in the subject, because phones show that on a locked screen. */
export async function sendSignInCode(to: string, code: string) {
  const where = "Enter this code to sign in:";
  const limits = `It works only once, in the browser where you requested it, and expires in ${inWords(CODE_LIFETIME_IN_MINUTES)}.`;
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
