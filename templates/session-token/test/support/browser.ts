import { createHmac } from "node:crypto"; // @feature email-code
import {
  cookieName, // @feature email-code
  type Server,
  secret, // @feature email-code
} from "./server";
import { forge, partsOf } from "./tokens"; // @feature email-code

// @feature social
/** The cookie of a sign-in with a provider goes here, and nowhere else. */
const callback = "/api/auth/callback";

// @end
const LONGEST_RESPONSE_IN_MS = 60_000;

let lastBrowser = 0;

/** An address in 10.0.0.0/8 that no other browser has. */
function freshAddress() {
  lastBrowser += 1;
  return `10.0.${Math.floor(lastBrowser / 250)}.${(lastBrowser % 250) + 1}`;
}

interface Received {
  status: number;
  headers: Headers;
  cookies: string[];
  location: string | null;
  body: string;
}

/**
 * What a client does that matters here: it keeps tokens, forgets them when they are no longer
 * valid, and says where a request comes from.
 */
export function openBrowser(
  server: Server,
  kept = new Map<string, string>(),
  always: HeadersInit = {},
) {
  const forwardedFor = freshAddress();
  const responses: Received[] = [];

  async function request(path: string, init: RequestInit = {}): Promise<Received> {
    const headers = new Headers({ "X-Forwarded-For": forwardedFor });
    if (init.method) headers.set("Origin", server.origin);
    const accessToken = kept.get("accessToken");
    if (accessToken) headers.set("Authorization", `Bearer ${accessToken}`);
    const state = kept.get("state");
    if (state) headers.set("Sign-In-State", state);
    const cookie = kept.get("cookie"); // @feature social
    if (cookie && path.startsWith(callback)) headers.set("Cookie", cookie); // @feature social
    for (const given of [new Headers(always), new Headers(init.headers)]) {
      for (const [name, value] of given) headers.set(name, value);
    }
    const response = await fetch(server.address + path, {
      // When the server hangs, the test fails long before its own time limit.
      signal: AbortSignal.timeout(LONGEST_RESPONSE_IN_MS),
      ...init,
      headers,
      redirect: "manual",
    });
    const body = await response.text();
    keep(path, response, body);
    if (accessToken && headers.get("Authorization")?.endsWith(accessToken) && isRefused(response)) {
      forget();
      return request(path, init);
    }
    const received: Received = {
      status: response.status,
      headers: response.headers,
      cookies: response.headers.getSetCookie(),
      location: response.headers.get("location"),
      body,
    };
    responses.push(received);
    return received;
  }

  function keep(path: string, { ok, headers }: Response, body: string) {
    const state = headers.get("sign-in-state");
    if (state) kept.set("state", state);
    // @feature social
    const [cookie] = headers.getSetCookie();
    if (cookie?.includes(`Path=${callback}`)) kept.set("cookie", cookie.split(";")[0] ?? "");
    // @end
    const [, accessToken] = /"accessToken":"([^"]+)"/.exec(body) ?? [];
    const [, refreshToken] = /"refreshToken":"([^"]+)"/.exec(body) ?? [];
    if (accessToken) kept.set("accessToken", accessToken);
    if (refreshToken) kept.set("refreshToken", refreshToken);
    if (ok && path.endsWith("/sign-out")) forget();
  }

  function forget() {
    kept.delete("accessToken");
    kept.delete("refreshToken");
  }

  return {
    kept,
    /** Everything that it was told so far. */
    responses,
    request,
    get: (path: string, headers: HeadersInit = {}) => request(path, { headers }),
    /** Sends a form. */
    post: (path: string, fields: Record<string, string>, headers: HeadersInit = {}) =>
      request(path, { method: "POST", body: new URLSearchParams(fields), headers }),
    /** Sends JSON to better-auth's endpoints. */
    call: (path: string, body: unknown, headers: HeadersInit = {}) =>
      request(`/api/auth${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { ...headers, "Content-Type": "application/json" },
      }),
    /** The same tokens in another place, as after a theft, or at another instance of the app. */
    copy: (at = server) => openBrowser(at, new Map(kept)),
  };
}

function isRefused({ status, headers }: Response) {
  return status === 401 && headers.get("www-authenticate")?.includes("invalid_token") === true;
}

export type Browser = ReturnType<typeof openBrowser>;

// @feature email-code
const pending = cookieName("pending_sign_in");

interface Kept {
  name: string;
  value: string;
}

/** Turns back the clock of the cookie between the two steps, inside of what the client keeps. */
export function agePendingCookie({ kept }: Browser, seconds: number) {
  const state = kept.get("state") ?? "";
  const cookies = (partsOf(state).payload.cookies as Kept[]).map((cookie) =>
    cookie.name === pending ? { ...cookie, value: aged(cookie.value, seconds) } : cookie,
  );
  kept.set("state", forge(state, { payload: { cookies } }));
}

function aged(cookie: string, seconds: number) {
  const signed = decodeURIComponent(cookie);
  const value = JSON.parse(signed.slice(0, signed.lastIndexOf(".")));
  value.sentAt -= seconds * 1000;
  const changed = JSON.stringify(value);
  const signature = createHmac("sha256", secret).update(changed).digest("base64");
  return encodeURIComponent(`${changed}.${signature}`);
}
// @end
