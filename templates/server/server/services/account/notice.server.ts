import { sendEmail } from "~/services/email.server";
import { compose, paragraph, quiet } from "~/services/email-layout";

interface Notice {
  /** Emails are limited for each address and kind. */
  kind: string;
  to: string;
  title: string;
  /** What has happened, in one or two sentences. */
  what: string;
  /** What to do if it wasn't the account's owner. */
  notYou: string;
}

/** Sends an email about a change, so that no one can make it unnoticed. */
export async function sendNotice({ kind, to, title, what, notYou }: Notice) {
  const body = [paragraph(what), quiet(notYou)];
  sendEmail({ kind, to, ...(await compose({ title, preview: what, body })) });
}
