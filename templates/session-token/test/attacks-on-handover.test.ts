// @feature social
import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account, session, verification } from "~/db/schema";
import { providers } from "~/services/sign-in/social/rules";
import { type Browser, openBrowser } from "./support/browser";
import { decide, leave, press } from "./support/providers";
import { newEmail, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";
import { opens, tokensOf } from "./support/tokens";

// What a sign-in with a provider has led to is given to the client that began it, and to no one else.

const client = "https://client.example";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback", CLIENT_ORIGINS: client });
});
afterAll(() => server.remove());

const [id = ""] = Object.keys(providers);

/** Comes back from the provider. Returns where the client goes on, with a code. */
async function comeBack(browser: Browser, fields: Record<string, string> = {}) {
  const at = await leave(browser, id, fields);
  const { location } = await browser.get(await decide(browser, at, { email: newEmail() }));
  return new URL(location ?? "", server.origin);
}

function exchange(browser: Browser, code: string | null, verifier = browser.kept.get("verifier")) {
  return browser.request("/api/token/handover", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, verifier }),
  });
}

describe("the code that a client exchanges for its tokens", () => {
  test("works once", async () => {
    const browser = openBrowser(server);
    const { pathname, searchParams } = await comeBack(browser);
    expect(pathname).toBe("/signed-in");
    const copy = browser.copy();
    expect((await exchange(browser, searchParams.get("code"))).status).toBe(200);
    expect(await opens(server, tokensOf(browser).access)).toBe(true);
    expect((await exchange(copy, searchParams.get("code"))).status).toBe(400);
  });

  test("works once, even if it's sent ten times at the same moment", async () => {
    const browser = openBrowser(server);
    const code = (await comeBack(browser)).searchParams.get("code");
    const copies = Array.from({ length: 10 }, () => browser.copy());
    const responses = await Promise.all(copies.map((copy) => exchange(copy, code)));
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("is useless without the secret, and a wrong secret uses it up", async () => {
    const browser = openBrowser(server);
    const code = (await comeBack(browser)).searchParams.get("code");
    const thief = openBrowser(server);
    for (const verifier of ["", "a-guess", randomBytes(32).toString("base64url")]) {
      expect((await exchange(thief, code, verifier)).status).toBe(400);
    }
    expect(tokensOf(thief)).toEqual({ access: "", refresh: "" });
    expect((await exchange(browser, code)).status).toBe(400);
  });

  test("expires", async () => {
    const browser = openBrowser(server);
    const code = (await comeBack(browser)).searchParams.get("code");
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await exchange(browser, code)).status).toBe(400);
  });

  test.for([null, "", "x".repeat(101), "{}"])("can't be %j", async (code) => {
    expect((await exchange(openBrowser(server), code, "any")).status).toBe(400);
  });

  test("is all that the address contains: no tokens, and no cookie is left", async () => {
    const browser = openBrowser(server);
    const { searchParams } = await comeBack(browser);
    expect([...searchParams.keys()]).toEqual(["code"]);
    expect(browser.responses.at(-1)?.cookies).toEqual([]);
  });
});

describe("the way back from the provider", () => {
  test("needs the cookie of the browser that began", async () => {
    const attacker = openBrowser(server);
    const at = await leave(attacker, id);
    const back = await decide(attacker, at, { email: newEmail() });
    const { location } = await openBrowser(server).get(back);
    expect(location).toBe("/login?error=state_mismatch");
  });

  test("leads to the client that began, and never to another site", async () => {
    const browser = openBrowser(server);
    const fields = { redirectTo: "//evil.example/" };
    const headers = { Origin: client };
    const { body } = await press(browser, id, fields, { headers });
    const [, url = ""] = /content="0;url=([^"]+)"/.exec(body) ?? [];
    const at = new URL(url.replaceAll("&amp;", "&"));
    const { location } = await browser.get(await decide(browser, at, { email: newEmail() }));
    const back = new URL(location ?? "");
    expect(back.origin).toBe(client);
    const { status, body: result } = await exchange(browser, back.searchParams.get("code"));
    expect(status).toBe(200);
    expect(JSON.parse(result).redirectTo).toBe("/dashboard");
  });
});

describe("the form that leads to a provider", () => {
  test.for([
    ["challenge", ""],
    ["challenge", "short"],
    ["accessToken", "x".repeat(5001)],
    ["signInState", "x".repeat(50_001)],
  ] as const)("refuses a malformed %s", async ([name, value]) => {
    for (const action of ["/login/with", "/account/connect"]) {
      const { status } = await press(openBrowser(server), id, { [name]: value }, { action });
      expect(status).toBe(400);
    }
  });

  test("connects nothing if the token isn't valid", async () => {
    const browser = await signIn(server);
    const before = await server.db.select().from(account);
    const { access, refresh } = tokensOf(browser);
    const challenge = createHash("sha256").update("secret").digest("base64url");
    const connect = async (accessToken: string) => {
      // A browser on its own brings no tokens but those in the form.
      const alone = openBrowser(server);
      const options = { action: "/account/connect" };
      return (await press(alone, id, { challenge, accessToken }, options)).location;
    };
    for (const accessToken of ["", "forged", `${access}x`, refresh]) {
      expect(await connect(accessToken)).toBe("/account?error=failed");
    }
    await server.db.delete(session);
    expect(await connect(access)).toBe("/account?error=failed");
    expect(await server.db.select().from(account)).toEqual(before);
  });
});
