import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { emailHtml, linkButton, paragraph, quiet } from "./layout";

interface Guesses {
  /** What was guessed at: "password", for example. */
  what: string;
  /** Makes the browser in which it is opened one that the account is known to use. */
  link: string;
}

/** Says that someone is guessing at an account, and lets its owner past the pauses that follow. */
export async function sendGuessNotice(to: string, { what, link }: Guesses) {
  const subject = `Failed sign-in attempts at ${appName}`;
  const attempts = `Someone entered a wrong ${what} for your account many times in a row, so we've slowed down further attempts.`;
  const how =
    "If you can't sign in because of this, open this link in the browser you want to sign in from. It works once, and doesn't sign anyone in:";
  const notYou =
    "Wasn't you? Your account is still safe. Browsers you've signed in from before aren't affected.";

  sendEmail({
    kind: "guess-notice",
    to,
    subject,
    text: [attempts, how, link, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: attempts,
      body: await html`${paragraph(attempts)}${paragraph(how)}${linkButton("Use this browser", link)}${quiet(notYou)}`,
    }),
    link,
  });
}
