import { checkHeaders } from "./delivery/check-headers";
import { send } from "./delivery/send.server";
import type { Message } from "./emails/message";
import { runInBackground } from "./hardening/background.server";
import { mayReceive } from "./hardening/email-budget.server";

/**
 * Sends the message after the response, so that neither a slow provider nor a broken one shows: not
 * to the person who waits, and not to someone who tries out which addresses have an account.
 */
export function sendEmail(message: Message) {
  checkHeaders(message);
  runInBackground(sendWithinBudget(message));
}

async function sendWithinBudget(message: Message) {
  if (await mayReceive(message)) await send(message);
}
