import { appName } from "~/brand";
import { sendNotice } from "~/services/account/notice.server";
import { sendEmail } from "~/services/email.server";
import { compose, largeCode, linkButton, paragraph, quiet } from "~/services/email-layout";
import { EMAILED_CODE, inWords } from "~/services/rules";
import { UNDO_IN_DAYS } from "./rules";

/** Sends the code that confirms a new address. */
export async function sendNewEmailCode(to: string, code: string) {
  const where = "Enter this code on your account page to use this address from now on:";
  const limits = `It works only once, where you requested it, and expires in ${inWords(EMAILED_CODE.lifetimeInMinutes)}.`;
  const notYou =
    "Didn't request this? Ignore this email, and nothing changes. Don't share the code with anyone.";

  sendEmail({
    kind: "new-email-code",
    to,
    code,
    ...(await compose({
      title: `Confirm your new email for ${appName}`,
      preview: `${limits} ${notYou}`,
      body: [paragraph(where), largeCode(code), paragraph(limits), quiet(notYou)],
    })),
  });
}

/** Tells the owner of an address what the page must not reveal: that it already has an account. */
export async function sendAddressInUse(to: string) {
  const what =
    "Someone, hopefully you, tried to move another account to this address, but it already has one.";
  const how =
    "To use it there, first sign in with this address, then delete this account or change its email.";
  const notYou = "Wasn't you? Nothing has changed, and no information was revealed.";

  sendEmail({
    kind: "address-in-use",
    to,
    ...(await compose({
      title: `This address already has an account at ${appName}`,
      preview: `${what} ${how}`,
      body: [paragraph(what), paragraph(how), quiet(notYou)],
    })),
  });
}

/** Tells the previous address, with a link that undoes the change. */
export async function sendEmailChanged(to: string, link: string) {
  const what = `Your ${appName} account now has a different email, so you can no longer sign in with this address.`;
  const undo = `Wasn't you? Undo it within ${UNDO_IN_DAYS} days. That restores this address, signs out every device, and removes anything added to the account since the change.`;

  sendEmail({
    kind: "email-changed",
    to,
    link,
    ...(await compose({
      title: `Your email for ${appName} was changed`,
      preview: `${what} ${undo}`,
      body: [paragraph(what), paragraph(undo), linkButton("Undo the change", link)],
    })),
  });
}

/** Tells the address that an account has now, for the first time or again. */
export function sendEmailIsNow(to: string) {
  return sendNotice({
    kind: "email-is-now",
    to,
    title: `This is now your email for ${appName}`,
    what: `You now sign in to ${appName} with this address.`,
    notYou: "Wasn't you? Sign in with this address and check your account.",
  });
}
