import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { compose, paragraph, quiet } from "~/services/email-layout";

/** `what` has happened to the second factor: "turned on", for example. */
export async function sendSecondFactorNotice(to: string, what: string) {
  const text = `The second factor of your account was ${what} just now.`;
  const notYou =
    "Wasn't you? Then someone else is in your account: sign in, change your password, " +
    "and set up two-factor again.";

  sendEmail({
    kind: `second-factor ${what}`,
    to,
    ...(await compose({
      title: `Two-factor sign-in for ${appName} was ${what}`,
      preview: text,
      body: [paragraph(text), quiet(notYou)],
    })),
  });
}
