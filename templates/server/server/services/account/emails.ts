import { appName } from "~/brand";
import { sendNotice } from "./notice.server";

/** Tells people that their account is gone. */
export function sendAccountDeleted(to: string) {
  return sendNotice({
    kind: "account-deleted",
    to,
    title: `Your ${appName} account was deleted`,
    what: `Your account at ${appName} and everything in it has been deleted, and you've been signed out everywhere.`,
    notYou:
      "Wasn't you? Then someone was signed in to your account. Check who else can read your email.",
  });
}
