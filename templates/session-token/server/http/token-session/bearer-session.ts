import { readAccessToken } from "./access-token";
import { readRefreshToken } from "./refresh-token";
import { type SessionRow, sessionById } from "./sessions";

/** Signing out has to work, too, when the access token has just run out. */
const SIGN_OUT = "/api/auth/sign-out";

/** The session that a token opens at this path, if it has not ended. */
export async function bearerSession(token: string, path: string): Promise<SessionRow | null> {
  const access = await readAccessToken(token);
  if (access) {
    const session = await sessionById(access.sid);
    return session?.userId === access.sub ? session : null;
  }
  const refresh = path === SIGN_OUT ? await readRefreshToken(token) : null;
  return refresh && sessionById(refresh.sid);
}
