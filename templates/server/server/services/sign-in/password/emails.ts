import { appName } from "~/brand";
import { sendNotice } from "~/services/account/notice.server";
import { sendEmail } from "~/services/email.server";
import { compose, linkButton, paragraph, quiet } from "~/services/email-layout";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "./rules";

/** Sends the link that confirms an address. The page behind it asks for the password. */
export async function sendConfirmEmail(to: string, link: string) {
  const what = `Someone, hopefully you, created an account at ${appName} with this address.`;
  const limits = `The link works once and expires in ${inWords(LINK_LIFETIME_IN_MINUTES)}. You'll also need the password you chose.`;
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

/** Sends the link to the page where people choose a password, their first or a new one. */
export async function sendPasswordLink(to: string, link: string, isFirst: boolean) {
  const what = `Use this link to choose a ${isFirst ? "password" : "new password"}:`;
  const limits = `The link works once and expires in ${inWords(LINK_LIFETIME_IN_MINUTES)}. Choosing a password signs you out everywhere.`;
  const notYou =
    "Didn't request this? Ignore this email, and nothing changes. Don't share the link with anyone.";

  sendEmail({
    kind: "reset-password",
    to,
    link,
    ...(await compose({
      title: `${isFirst ? "Set" : "Reset"} your ${appName} password`,
      preview: `${limits} ${notYou}`,
      body: [
        paragraph(what),
        linkButton(isFirst ? "Set my password" : "Reset my password", link),
        paragraph(limits),
        quiet(notYou),
      ],
    })),
  });
}

/** Tells people that they have a new password, so that no one can set one unnoticed. */
export function sendPasswordChanged(to: string) {
  return sendNotice({
    kind: "password-changed",
    to,
    title: `Your ${appName} account has a new password`,
    what: "Your account has a new password, and you've been signed out everywhere else.",
    notYou: "Wasn't you? Reset it now: choose “Forgot your password?” on the sign-in page.",
  });
}
