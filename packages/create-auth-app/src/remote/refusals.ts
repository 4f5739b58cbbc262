import { exitCodes, UserError } from "../errors.ts";
import { providers } from "./providers.ts";
import type { RemoteTemplate } from "./remote-template.ts";

/** The template exists, but can't become a project. Nothing was written. */
export function templateRefused({ text }: RemoteTemplate, reason: string): UserError {
  return refusal(
    "remote-template-refused",
    `${text} can't be used: ${reason}.`,
    "Nothing was written.",
  );
}

/** Explains a response that is not an archive. */
export function responseRefused(
  { status }: Pick<Response, "status">,
  { text, provider, repository, ref }: RemoteTemplate,
  token: string | undefined,
): UserError {
  const { title, tokens } = providers[provider];
  const variables = tokens.join(" or ");
  if (status === 404) {
    const what = ref === undefined ? repository : `${repository} with "${ref}"`;
    const giveToken = token
      ? `If it's private, the token in ${token} doesn't have access.`
      : `If it's private, set ${variables} to a token that has access.`;
    return refusal(
      "remote-not-found",
      `${title} has no ${what}, or it's private.`,
      tokens.length > 0 ? giveToken : "Check the address.",
    );
  }
  if (status === 401)
    return refusal(
      "remote-not-found",
      `${title} doesn't accept ${token ? `the token in ${token}` : "a request without a token"}.`,
      tokens.length > 0
        ? "Use another token, or none for a public repository."
        : "Check the address.",
    );
  if (status === 403 || status === 429) {
    const more = ` With a token in ${variables}, ${title} allows more.`;
    return refusal(
      "remote-rate-limit",
      `${title} refuses for now (${status}): too many requests.`,
      `Try again in a while.${token || tokens.length === 0 ? "" : more}`,
    );
  }
  if (status >= 300 && status < 400) {
    const hint = "It may have been renamed. Use its new name.";
    return refusal("remote-not-found", `${repository} has moved (${status}).`, hint);
  }
  return refusal(
    "remote-unavailable",
    `${title} can't provide ${text} right now (${status}).`,
    "Try again in a while.",
  );
}

function refusal(code: string, message: string, hint: string): UserError {
  return new UserError(message, { code, hint, exitCode: exitCodes.failed });
}
