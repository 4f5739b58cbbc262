import { appName } from "~/brand";
import { sendEmail } from "~/services/email.server";
import { compose, largeCode, paragraph, quiet } from "~/services/email-layout";
import { EMAILED_CODE, inWords } from "~/services/rules";

/** Sends the code with which people confirm that it's them. */
export async function sendConfirmationCode(to: string, code: string) {
  const where = "Enter this code on your account page to confirm it's you:";
  const limits = `It works only once, where you requested it, and expires in ${inWords(EMAILED_CODE.lifetimeInMinutes)}. It doesn't sign anyone in.`;
  const notYou =
    "Didn't request this? Then someone may be using a device where you're signed in. " +
    "Don't share the code with anyone, and sign out all other devices on your account page.";

  sendEmail({
    kind: "confirmation-code",
    to,
    code,
    ...(await compose({
      title: `Confirm it's you at ${appName}`,
      preview: `${limits} ${notYou}`,
      body: [paragraph(where), largeCode(code), paragraph(limits), quiet(notYou)],
    })),
  });
}
