import { z } from "zod";
import type { Message } from "~/services/emails/message";

/** Refuses what could smuggle another header or another recipient into a message. */
export function checkHeaders({ to, subject }: Message) {
  if (!z.email().safeParse(to).success) {
    throw new Error("An e-mail was refused: it has to go to exactly one plain address.");
  }
  // Line breaks end a header. No other control character has a place in one, either.
  if (/[\p{Cc}\u2028\u2029]/u.test(subject)) {
    throw new Error("An e-mail was refused: there is a control character in its subject.");
  }
}
