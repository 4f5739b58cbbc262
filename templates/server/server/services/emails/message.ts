export interface Message {
  /** Emails are limited for each address and kind. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** What a person needs of this message, for the mailbox at /dev/mailbox. Never sent. */
  code?: string;
  link?: string;
}
