import { POST } from "./client";
import type { AuthAnswer, AuthBody, AuthPath } from "./server";

/** Calls an endpoint of better-auth, with its own types. */
export function authPost<Path extends AuthPath>(
  path: Path,
  body: AuthBody<Path>,
  options?: Parameters<typeof POST>[2],
): Promise<AuthAnswer<Path>> {
  return POST(`/auth${path}`, body, options);
}
