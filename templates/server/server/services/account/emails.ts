import { appName } from "~/brand";
import { sendEmail } from "~/services/email.server";
import { compose, paragraph, quiet } from "~/services/email-layout";

/** Tells people that their account is gone. */
export async function sendAccountDeleted(to: string) {
  const what = `Your account at ${appName} and everything in it has been deleted, and you've been signed out everywhere.`;
  const notYou =
    "Wasn't you? Then someone was signed in to your account. Check who else can read your email.";

  sendEmail({
    kind: "account-deleted",
    to,
    ...(await compose({
      title: `Your ${appName} account was deleted`,
      preview: what,
      body: [paragraph(what), quiet(notYou)],
    })),
  });
}
