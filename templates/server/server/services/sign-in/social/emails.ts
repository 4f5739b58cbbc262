import { appName } from "~/brand";
import { sendNotice } from "~/services/account/notice.server";

/** Tells people that a provider's account was connected to theirs, or disconnected. */
export function sendConnectionNotice(
  to: string,
  provider: string,
  notice: "connected" | "disconnected",
) {
  const title = `${provider} was ${notice} ${notice === "connected" ? "to" : "from"} your ${appName} account`;
  const what =
    notice === "connected"
      ? `From now on, you can sign in with ${provider}.`
      : `You can no longer sign in with ${provider}, and you've been signed out everywhere else.`;
  const notYou =
    "Wasn't you? Then someone else is in your account: sign in, check your connected accounts, and " +
    "sign out all other devices.";

  return sendNotice({ kind: `connection ${notice}`, to, title, what, notYou });
}
