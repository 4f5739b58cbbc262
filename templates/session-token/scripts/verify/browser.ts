import { send } from "./request.ts";

/** Enough of a client to sign in with: it keeps tokens and says where a request comes from. */
export function browser(address: string, clientAddress: string) {
  const kept = { accessToken: "", signInState: "" };
  let cookie = ""; // @feature social

  async function request(path: string, init: RequestInit) {
    const { status, headers, location, body } = await send(address + path, {
      ...init,
      headers: {
        ...(typeof init.body === "string" && { "Content-Type": "application/json" }),
        Origin: address,
        "X-Forwarded-For": clientAddress,
        ...(kept.accessToken && { Authorization: `Bearer ${kept.accessToken}` }),
        ...(cookie && { Cookie: cookie }), // @feature social
        ...(kept.signInState && { "Sign-In-State": kept.signInState }),
      },
    });
    cookie = headers.getSetCookie()[0]?.split(";")[0] ?? cookie; // @feature social
    kept.signInState = headers.get("sign-in-state") ?? kept.signInState;
    // A token that is no longer accepted is forgotten, as clients do.
    if (status === 401) kept.accessToken = "";
    kept.accessToken = /"accessToken":"([^"]+)"/.exec(body)?.[1] ?? kept.accessToken;
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
