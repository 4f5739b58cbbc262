export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** What a person needs of this message, for the mailbox at /dev/mailbox. Never sent. */
  code?: string;
  link?: string;
}
