/** A message on its way, with all that a provider needs and nothing that it must not see. */
export interface Email {
  /** The same in every attempt, so that a provider can tell an e-mail that it already has. */
  id: string;
  /** `Name <address>`, quoted as e-mail wants it. */
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface EmailProvider {
  /**
   * Hands the e-mail over, within ATTEMPT_LIMIT_IN_MS.
   *
   * @throws RefusedEmail when trying again is of no use, and any other error when it may be
   */
  deliver(email: Email): Promise<void>;
}

/** The provider will not take this e-mail, now or later. */
export class RefusedEmail extends Error {}

/** How long one attempt may take. */
export const ATTEMPT_LIMIT_IN_MS = 10_000;
