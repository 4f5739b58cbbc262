import { appName } from "~/brand";
import { sendNotice } from "~/services/account/notice.server";

const secureAgain =
  "Wasn't you? Then someone else is in your account: sign in, sign out all other devices, " +
  "change your password, " + // @feature password
  "and set up two-factor again.";

const notices = {
  "turned-on": {
    title: `Two-factor authentication was turned on at ${appName}`,
    what: "From now on, signing in also takes a code from your authenticator app.",
    // Then the codes are someone else's, and the owner may not be able to sign in.
    notYou: `Wasn't you? Then someone else is in your account, and has the codes. If you can't sign in, contact the people who run ${appName}.`,
  },
  "turned-off": {
    title: `Two-factor authentication was turned off at ${appName}`,
    what: "Signing in no longer takes a code from your authenticator app.",
    notYou: secureAgain,
  },
  "new-recovery-codes": {
    title: `You have new recovery codes for ${appName}`,
    what: "New recovery codes were generated for your account. The old ones no longer work.",
    notYou: secureAgain,
  },
  "recovery-code-used": {
    title: `A recovery code was used to sign in to ${appName}`,
    what: "Someone, hopefully you, signed in with one of your recovery codes. It won't work again.",
    notYou: secureAgain,
  },
};

export type SecondFactorNotice = keyof typeof notices;

/** Tells people what has happened to their second factor. */
export function sendSecondFactorNotice(to: string, notice: SecondFactorNotice) {
  return sendNotice({
    kind: `second-factor ${notice}`,
    to,
    ...notices[notice],
  });
}
