import { createHmac } from "node:crypto"; // @feature email-code
import { seal, unseal } from "~/http/sealed-cookies"; // @feature email-code
import type { Server } from "./server";
import { cookieName, secret } from "./server"; // @feature email-code

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

/** What a browser does that matters here: it keeps cookies and says where a form comes from. */
export function openBrowser(server: Server, cookies = new Map<string, string>()) {
  const forwardedFor = freshAddress();
  const responses: Received[] = [];

  async function request(path: string, init: RequestInit = {}) {
    const headers = new Headers({ "X-Forwarded-For": forwardedFor });
    if (init.method) headers.set("Origin", server.origin);
    if (cookies.size > 0) headers.set("Cookie", [...cookies].map((c) => c.join("=")).join("; "));
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(server.address + path, {
      // When the server hangs, the test fails long before its own time limit.
      signal: AbortSignal.timeout(LONGEST_RESPONSE_IN_MS),
      ...init,
      headers,
      redirect: "manual",
    });
    keep(response.headers.getSetCookie());
    const received: Received = {
      status: response.status,
      headers: response.headers,
      cookies: response.headers.getSetCookie(),
      location: response.headers.get("location"),
      // An apostrophe in a page's text is written as an entity.
      body: (await response.text()).replaceAll("&#x27;", "'"),
    };
    responses.push(received);
    return received;
  }

  function keep(setCookies: string[]) {
    for (const cookie of setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  return {
    cookies,
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
    /** The same cookies in another place, as after a theft, or at another instance of the app. */
    copy: (at = server) => openBrowser(at, new Map(cookies)),
  };
}

export type Browser = ReturnType<typeof openBrowser>;

// @feature email-code
const pending = cookieName("pending_sign_in");

/** Turns back the clock of the cookie between the two steps. */
export function agePendingCookie({ cookies }: Browser, seconds: number) {
  const signed = decodeURIComponent(unseal(pending, cookies.get(pending) ?? "", secret) ?? "");
  const value = JSON.parse(signed.slice(0, signed.lastIndexOf(".")));
  value.sentAt -= seconds * 1000;
  const changed = JSON.stringify(value);
  const signature = createHmac("sha256", secret).update(changed).digest("base64");
  cookies.set(pending, seal(pending, encodeURIComponent(`${changed}.${signature}`), secret));
}
// @end
