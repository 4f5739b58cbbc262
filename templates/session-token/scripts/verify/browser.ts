/** Enough of a client to sign in with: it keeps tokens and says where a request comes from. */
export function browser(address: string, clientAddress: string) {
  const kept = { accessToken: "", signInState: "" };
  let cookie = ""; // @feature social

  async function request(path: string, init: RequestInit) {
    const response = await fetch(address + path, {
      ...init,
      redirect: "manual",
      headers: {
        ...(typeof init.body === "string" && { "Content-Type": "application/json" }),
        Origin: address,
        "X-Forwarded-For": clientAddress,
        ...(kept.accessToken && { Authorization: `Bearer ${kept.accessToken}` }),
        ...(cookie && { Cookie: cookie }), // @feature social
        ...(kept.signInState && { "Sign-In-State": kept.signInState }),
      },
    });
    const body = await response.text();
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie; // @feature social
    kept.signInState = response.headers.get("sign-in-state") ?? kept.signInState;
    // A token that is no longer accepted is forgotten, as clients do.
    if (response.status === 401) kept.accessToken = "";
    kept.accessToken = /"accessToken":"([^"]+)"/.exec(body)?.[1] ?? kept.accessToken;
    return { status: response.status, location: response.headers.get("location"), body };
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
