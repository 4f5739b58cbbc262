import { appName } from "~/brand";
import { sendNotice } from "~/services/account/notice.server";
import { RECOVERY_PAUSE_IN_HOURS } from "./rules"; // @feature code-recovery

const notices = {
  added: {
    title: `A passkey was added to your ${appName} account`,
    what: (name: string) => `You can now sign in with the passkey “${name}”.`,
    notYou:
      "Wasn't you? Then someone else is in your account: sign in, remove that passkey, and sign " +
      "out all other devices.",
  },
  removed: {
    title: `A passkey was removed from your ${appName} account`,
    what: (name: string) =>
      `The passkey “${name}” can no longer be used to sign in, and you've been signed out everywhere else.`,
    notYou: "Wasn't you? Then someone else is in your account: sign in and check your passkeys.",
  },
};

// @feature code-recovery
const recoveryNotices = {
  begun: {
    title: `Someone wants to sign in to ${appName} without your passkey`,
    what:
      "Someone, hopefully you, entered a code from an email instead of using your passkey. " +
      `In ${RECOVERY_PAUSE_IN_HOURS} hours, a new code will let them in.`,
    notYou: "Wasn't you? Sign in with your passkey now: that stops it. Then secure your mailbox.",
  },
  done: {
    title: `Someone signed in to ${appName} without your passkey`,
    what: "Someone, hopefully you, signed in with a code from an email after the waiting period.",
    notYou:
      "Wasn't you? Then someone else is in your account and your mailbox: sign in with your " +
      "passkey, sign out all other devices, and secure your mailbox.",
  },
};

/** Tells people that an emailed code will open their account, or has opened it. */
export function sendRecoveryNotice(to: string, notice: keyof typeof recoveryNotices) {
  return sendNotice({ kind: `passkey-recovery-${notice}`, to, ...recoveryNotices[notice] });
}

// @end
/** Tells people what has happened to their passkeys: it may not have been them. */
export function sendPasskeyNotice(to: string, notice: keyof typeof notices, name: string) {
  const { title, what, notYou } = notices[notice];
  return sendNotice({ kind: `passkey-${notice}`, to, title, what: what(name), notYou });
}
