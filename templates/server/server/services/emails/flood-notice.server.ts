import { html } from "hono/html";
import { appName } from "~/lib/app-name";
import { send } from "~/services/delivery/send.server";
import { emailHtml, linkButton, paragraph, quiet } from "./layout";

/** Says that someone requests one email after the other, and lets the owner past the limit. */
export async function sendFloodNotice(to: string, link: string) {
  const subject = `Too many emails requested at ${appName}`;
  const what =
    "Someone requested so many emails to your address that we've stopped sending them for a while.";
  const how =
    "If you're waiting for one, open this link in the browser you want to sign in from, then request it again. It works once, for a day, and doesn't sign anyone in:";
  const notYou = "Wasn't you? There's nothing you need to do. Your account is safe.";

  await send({
    kind: "flood-notice",
    to,
    subject,
    text: [what, how, link, notYou].join("\n\n"),
    html: await emailHtml({
      title: subject,
      preview: what,
      body: await html`${paragraph(what)}${paragraph(how)}${linkButton("Use this browser", link)}${quiet(notYou)}`,
    }),
    link,
  });
}
