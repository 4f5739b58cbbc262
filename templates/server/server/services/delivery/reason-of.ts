import type { Message } from "~/services/emails/message";

const LONGEST_REASON = 300;

/** Why sending failed, for the log. Servers quote what they refuse: no secret and no person stays. */
export function reasonOf(error: unknown, { code, link, to }: Message) {
  let reason = withCause(error);
  for (const secret of [code, link, to]) {
    if (secret) reason = reason.replaceAll(secret, "[removed]");
  }
  if (link) reason = withoutToken(reason, link); // @feature password
  // One line: a server's answer must not be able to write lines of its own into the log.
  return reason.replace(/[\p{Cc}\s]+/gu, " ").slice(0, LONGEST_REASON);
}

// @feature password
/** Also where it is in pieces: on its way a long line is broken, with a sign for it. */
function withoutToken(reason: string, link: string) {
  const token = new URL(link).searchParams.get("token") ?? link;
  return reason.replace(/=\r?\n/g, "").replaceAll(token, "[removed]");
}
// @end

/** `fetch failed` alone helps nobody; its cause says why. */
function withCause(error: unknown) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
