import { hasPasskey } from "./sign-in/passkey/passkeys.server"; // @feature passkey
import { hasPassword } from "./sign-in/password/new-password.server"; // @feature password
import { connectionsOf } from "./sign-in/social/connections.server"; // @feature social

/** The ways in which someone can sign in to an account. The last one is never taken away. */
export async function waysIn(userId: string) {
  return [
    "email-code", // @feature code-sign-in
    ...((await hasPassword(userId)) ? ["password"] : []), // @feature password
    ...((await hasPasskey(userId)) ? ["passkey"] : []), // @feature passkey
    ...(await connectionsOf(userId)), // @feature social
  ];
}
