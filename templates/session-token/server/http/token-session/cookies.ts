/** A cookie that better-auth sets: what it is called, what it holds, and until when (ms). */
export interface SetCookie {
  name: string;
  value: string;
  expiresAt: number;
}

// Those without an end are there until the browser is closed, and nobody tells us when that is.
const UNTIL_CLOSED_IN_SECONDS = 24 * 60 * 60;

/** The newest of each name. */
export function readSetCookies(headers: Headers): SetCookie[] {
  const cookies = new Map<string, SetCookie>();
  for (const cookie of headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    const [, maxAge = UNTIL_CLOSED_IN_SECONDS] = /;\s*max-age=(\d+)/i.exec(cookie) ?? [];
    cookies.set(name, { name, value, expiresAt: Date.now() + Number(maxAge) * 1000 });
  }
  return [...cookies.values()];
}

export function cookieHeader(cookies: { name: string; value: string }[]) {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
