import { appName } from "~/brand";
import { sendEmail } from "~/services/email.server";
import { compose, linkButton, paragraph, quiet } from "~/services/email-layout";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "./rules";

/** Sends the link that confirms an address. The page behind it asks for the password. */
export async function sendConfirmEmail(to: string, link: string) {
  const what = `Someone, hopefully you, created an account at ${appName} with this address.`;
  const limits = `The link works once, for ${inWords(LINK_LIFETIME_IN_MINUTES)}, and you'll need the password you chose.`;
  const notYou = "Wasn't you? Ignore this email, and the account won't be activated.";

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
  const how = "You can sign in with it. If you forgot your password, you can reset it there.";
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

/** Sends the link to the page where people choose a new password. */
export async function sendResetPassword(to: string, link: string) {
  const what = "Use this link to choose a new password:";
  const limits = `The link works once, for ${inWords(LINK_LIFETIME_IN_MINUTES)}. Choosing a new password signs you out everywhere.`;
  const notYou =
    "Didn't request this? Ignore this email, and your password stays the same. Don't share the link with anyone.";

  sendEmail({
    kind: "reset-password",
    to,
    link,
    ...(await compose({
      title: `Reset your ${appName} password`,
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

/** Tells people that their password was changed, so that no one can do it unnoticed. */
export async function sendPasswordChanged(to: string) {
  const what = "Your password was changed, and you've been signed out everywhere else.";
  const notYou = "Wasn't you? Reset it now: choose “Forgot your password?” on the sign-in page.";

  sendEmail({
    kind: "password-changed",
    to,
    ...(await compose({
      title: `Your ${appName} password was changed`,
      preview: what,
      body: [paragraph(what), quiet(notYou)],
    })),
  });
}
