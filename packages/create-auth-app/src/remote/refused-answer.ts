import { exitCodes, UserError } from "../errors.ts";
import type { RemoteTemplate } from "./remote-template.ts";

/** What an answer without an archive means. */
export function answerRefused(
  { status }: Pick<Response, "status">,
  { text, owner, repo, ref }: RemoteTemplate,
  token: string | undefined,
): UserError {
  const refusal = (code: string, message: string, hint: string) =>
    new UserError(message, { code, hint, exitCode: exitCodes.failed });
  const giveToken = token
    ? `the token in ${token} may not read it.`
    : "set GIGET_AUTH or GITHUB_TOKEN to a token that may read it.";
  if (status === 404) {
    const what = ref === undefined ? `${owner}/${repo}` : `${owner}/${repo} with "${ref}"`;
    return refusal(
      "remote-not-found",
      `GitHub has no ${what}, or it is private.`,
      `If it is private: ${giveToken}`,
    );
  }
  if (status === 401)
    return refusal(
      "remote-not-found",
      `GitHub does not accept ${token ? `the token in ${token}` : "a request without a token"}.`,
      "Take another token, or none for a public repository.",
    );
  if (status === 403 || status === 429) {
    const hint = `Try again in a while.${token ? "" : " With a token GitHub allows more: set GIGET_AUTH or GITHUB_TOKEN."}`;
    return refusal(
      "remote-rate-limit",
      `GitHub refuses for now (${status}): too many requests.`,
      hint,
    );
  }
  if (status >= 300 && status < 400) {
    const hint = "It may have a new name: write that one.";
    return refusal("remote-not-found", `${owner}/${repo} is somewhere else now (${status}).`, hint);
  }
  return refusal(
    "remote-unavailable",
    `GitHub cannot give ${text} now (${status}).`,
    "Try again in a while.",
  );
}
