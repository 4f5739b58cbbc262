import { send } from "./request.ts";

/** Enough of a browser to sign in with: it keeps cookies and says where a request comes from. */
export function browser(address: string, clientAddress: string) {
  const cookies = new Map<string, string>();

  async function request(path: string, init: RequestInit) {
    const { status, headers, location, body } = await send(address + path, {
      ...init,
      headers: {
        ...(typeof init.body === "string" && { "Content-Type": "application/json" }),
        Origin: address,
        Cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        "X-Forwarded-For": clientAddress,
      },
    });
    for (const cookie of headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      cookies.set(name, value);
    }
    return { status, location, body };
  }

  return {
    get: (path: string) => request(path, {}),
    post: (path: string, body: unknown) =>
      request(path, { method: "POST", body: JSON.stringify(body) }),
    // @feature social
    form: (path: string, fields: Record<string, string>) =>
      request(path, { method: "POST", body: new URLSearchParams(fields) }),
    // @end
  };
}
