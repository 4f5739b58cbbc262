import { appName } from "~/brand";
import { sendEmail } from "~/services/email.server";
import { compose, paragraph, quiet } from "~/services/email-layout";

const notices = {
  added: {
    title: `A passkey was added to your ${appName} account`,
    what: (name: string) => `You can now sign in with the passkey “${name}”.`,
    notYou:
      "Wasn't you? Then someone else is in your account: sign in, remove that passkey, and sign " +
      "out everywhere else.",
  },
  removed: {
    title: `A passkey was removed from your ${appName} account`,
    what: (name: string) =>
      `The passkey “${name}” no longer signs anyone in, and you've been signed out everywhere else.`,
    notYou: "Wasn't you? Then someone else is in your account: sign in and check your passkeys.",
  },
};

/** Tells people what has happened to their passkeys: it may not have been them. */
export async function sendPasskeyNotice(to: string, notice: keyof typeof notices, name: string) {
  const { title, what, notYou } = notices[notice];
  sendEmail({
    kind: `passkey-${notice}`,
    to,
    ...(await compose({
      title,
      preview: what(name),
      body: [paragraph(what(name)), quiet(notYou)],
    })),
  });
}
