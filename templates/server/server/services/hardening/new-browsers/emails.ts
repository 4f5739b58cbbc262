import type { GenericEndpointContext } from "better-auth";
import { getIP } from "better-auth/api";
import { appName } from "~/brand";
import { shortAddress } from "~/services/account/address";
import { emailLink } from "~/services/addresses.server";
import { deviceName } from "~/services/device";
import { sendEmail } from "~/services/email.server";
import {
  compose,
  largeCode, // @feature password
  linkButton,
  paragraph,
} from "~/services/email-layout";
import { EMAILED_CODE, inWords } from "~/services/rules"; // @feature password

// @feature password
/** Sends the code that a sign-in from a new browser takes besides the password. */
export async function sendNewBrowserCode(ctx: GenericEndpointContext, to: string, code: string) {
  const what = `Someone, hopefully you, entered your password in a browser that's new to your account: ${placeOf(ctx)}.`;
  const where = "Enter this code there to sign in:";
  const limits = `It works only once, in that browser, and expires in ${inWords(EMAILED_CODE.lifetimeInMinutes)}.`;
  const notYou =
    "Wasn't you? Then someone knows your password. They can't sign in without this code: " +
    "don't share it with anyone, and choose a new password.";

  sendEmail({
    kind: "new-browser-code",
    to,
    code,
    ...(await compose({
      title: `Confirm your sign-in to ${appName}`,
      preview: `${what} ${limits}`,
      body: [
        paragraph(what),
        paragraph(where),
        largeCode(code),
        paragraph(limits),
        paragraph(notYou),
        linkButton("Choose a new password", emailLink("/forgot-password", ctx.context.baseURL)),
      ],
    })),
  });
}

// @end
/** Tells people that their account was signed in to from a new browser. */
export async function sendNewBrowserNotice(ctx: GenericEndpointContext, to: string) {
  const what = `Someone, hopefully you, signed in from a browser that's new to your account: ${placeOf(ctx)}.`;
  const notYou = "Wasn't you? Open your account page, and sign out all other devices.";
  const password = "Then change your password, because someone may know it."; // @feature password

  sendEmail({
    kind: "new-browser-notice",
    to,
    ...(await compose({
      title: `New sign-in to ${appName}`,
      preview: what,
      body: [
        paragraph(what),
        paragraph(notYou),
        paragraph(password), // @feature password
        linkButton("Open my account", emailLink("/account", ctx.context.baseURL)),
      ],
    })),
  });
}

const time = new Intl.DateTimeFormat("en-US", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/** "Firefox on Windows, from 203.0.113.7, on November 29, 2026 at 11:20 AM UTC" */
function placeOf({ headers, context }: GenericEndpointContext) {
  const sent = new Headers(headers);
  const address = shortAddress(getIP(sent, context.options));
  const from = address ? `, from ${address}` : "";
  return `${deviceName(sent.get("user-agent"))}${from}, on ${time.format()} UTC`;
}
