import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { compose, linkButton, paragraph, quiet } from "~/services/email-layout";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "./rules";

/** Sends the link that confirms an address. The page behind it asks for the password. */
export async function sendConfirmEmail(to: string, link: string) {
  const what = `Someone, hopefully you, created an account at ${appName} with this address.`;
  const limits = `The link works once, for ${inWords(LINK_LIFETIME_IN_MINUTES)}, and you'll need the password you chose.`;
  const notYou = "Wasn't you? Ignore this email, and there won't be an account.";

  sendEmail({
    kind: "confirm-email",
    to,
    link,
    ...(await compose({
      title: `Confirm your email for ${appName}`,
      preview: `${what} ${limits}`,
      body: [
        paragraph(what),
        linkButton("Confirm my email", link),
        paragraph(limits),
        quiet(notYou),
      ],
    })),
  });
}

/** Tells the owner of an address what the page must not reveal: that it already has an account. */
export async function sendAccountExists(to: string, link: string) {
  const what =
    "Someone, hopefully you, tried to sign up with this address, but it already has an account.";
  const how =
    "Sign in with it. If you have forgotten the password, you can choose a new one there.";
  const notYou = "Wasn't you? Nothing has changed, and no information was revealed.";

  sendEmail({
    kind: "account-exists",
    to,
    link,
    ...(await compose({
      title: `You already have an account at ${appName}`,
      preview: `${what} ${how}`,
      body: [paragraph(what), paragraph(how), linkButton("Sign in", link), quiet(notYou)],
    })),
  });
}

/** Sends the link behind which one chooses a new password. */
export async function sendResetPassword(to: string, link: string) {
  const what = "Choose a new password on this page:";
  const limits = `The link works once, for ${inWords(LINK_LIFETIME_IN_MINUTES)}. A new password signs you out everywhere.`;
  const notYou =
    "You did not ask for this? Then ignore this email: your password stays as it is. Give the link to nobody.";

  sendEmail({
    kind: "reset-password",
    to,
    link,
    ...(await compose({
      title: `Choose a new password for ${appName}`,
      preview: `${limits} ${notYou}`,
      body: [
        paragraph(what),
        linkButton("Choose a password", link),
        paragraph(limits),
        quiet(notYou),
      ],
    })),
  });
}

/** Says that the password is another one now, so that nobody changes it in secret. */
export async function sendPasswordChanged(to: string) {
  const what = "The password of your account was changed. Everywhere else you are signed out.";
  const notYou =
    "It was not you? Choose a new password at once, by “Forgot your password?” on the sign-in page.";

  sendEmail({
    kind: "password-changed",
    to,
    ...(await compose({
      title: `Your password for ${appName} was changed`,
      preview: what,
      body: [paragraph(what), quiet(notYou)],
    })),
  });
}
