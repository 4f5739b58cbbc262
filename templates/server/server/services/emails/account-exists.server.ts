// @feature password
import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { sendEmail } from "~/services/email.server";
import { emailHtml, linkButton, paragraph, quiet } from "./layout";

/** Tells the owner of an address what the page must not tell whoever typed it: it has an account. */
export async function sendAccountExists(to: string, link: string) {
  const subject = `You already have an account at ${appName}`;
  const what = "Somebody, probably you, wanted to make an account with this address. There is one.";
  const how =
    "Sign in with it. If you have forgotten the password, you can choose a new one there.";
  const notYou = "It was not you? Nothing has changed, and whoever it was has learnt nothing.";

  sendEmail({
    kind: "account-exists",
    to,
    subject,
    text: [what, how, link, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: `${what} ${how}`,
      body: await html`${paragraph(what)}${paragraph(how)}${linkButton("Sign in", link)}${quiet(notYou)}`,
    }),
    link,
  });
}
