import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session } from "~/db/schema";
import { CODE_LIFETIME_IN_MINUTES } from "~/services/sign-in/email-code/rules"; // @feature email-code
import { openBrowser } from "./support/browser";
import { cookieName, newEmail, type Server, secret, startServer } from "./support/server";
import {
  readCode, // @feature email-code
  signIn,
} from "./support/sign-in";
import {
  askToRefresh,
  bearer,
  encode,
  forge,
  keyOf,
  opens,
  partsOf,
  sessionsOf,
  tokensOf,
} from "./support/tokens";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("an access token", () => {
  const aMinuteAgo = () => Math.floor(Date.now() / 1000) - 60;

  test("opens the app to the person who has signed in, for five minutes", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const { status, body } = await browser.get("/api/me");
    expect(status).toBe(200);
    expect(body).toContain(email);
    const { header, payload } = partsOf(tokensOf(browser).access);
    expect(header).toEqual({ alg: "HS256", typ: "at+jwt" });
    const lifetime = Number(payload.exp) - Date.now() / 1000;
    expect(lifetime).toBeGreaterThan(4.5 * 60);
    expect(lifetime).toBeLessThanOrEqual(5 * 60);
  });

  test("isn't needed where no one has to be signed in", async () => {
    const { status, body } = await openBrowser(server).get("/api/auth/get-session");
    expect(status).toBe(200);
    expect(body).toBe("null");
    expect((await openBrowser(server).get("/api/me")).status).toBe(401);
  });

  describe("is refused", () => {
    const changes: [string, (access: string) => string | Promise<string>][] = [
      ["without a signature", (access) => access.replace(/[^.]*$/, "")],
      ["with another token's signature", (access) => access.replace(/.{8}$/, "AAAAAAAA")],
      ["with another person's id", (access) => tamper(access, { sub: "someone-else" })],
      ["with alg none", (access) => unsigned(access, "none")],
      ["with alg None", (access) => unsigned(access, "None")],
      ["with another algorithm", (access) => forge(access, { header: { alg: "HS512" } })],
      ["signed with the secret itself", (access) => forge(access, { key: secret })],
      ["signed as another type", (access) => forge(access, { key: keyOf("rt+jwt") })],
      ["signed with nothing", (access) => forge(access, { key: "" })],
      ["for another app", (access) => forge(access, { payload: { iss: "https://evil.example" } })],
      [
        "for another audience",
        (access) => forge(access, { payload: { aud: "https://evil.example" } }),
      ],
      ["for no audience", (access) => forge(access, { payload: { aud: undefined } })],
      ["of another type", (access) => forge(access, { header: { typ: "JWT" } })],
      ["of no type", (access) => forge(access, { header: { typ: undefined } })],
      ["after it has expired", (access) => forge(access, { payload: { exp: aMinuteAgo() } })],
      ["without an expiration time", (access) => forge(access, { payload: { exp: undefined } })],
      ["of a session that never was", (access) => forge(access, { payload: { sid: "unknown" } })],
      ["of another person's session", (access) => forge(access, { payload: { sub: "unknown" } })],
    ];

    test("for no other reason than these", async () => {
      const { access } = tokensOf(await signIn(server));
      expect(await opens(server, forge(access, {}))).toBe(true);
    });

    test.each(changes)("%s", async (_, change) => {
      const token = await change(tokensOf(await signIn(server)).access);
      const paths = ["/api/me", "/api/auth/get-session", "/api/no-such-thing"];
      for (const path of paths) {
        const { status, headers, body } = await openBrowser(server).get(path, bearer(token));
        expect({ path, status }).toEqual({ path, status: 401 });
        expect(headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
        expect(JSON.parse(body).code).toBe("INVALID_TOKEN");
      }
    });

    test("when it's another kind of token", async () => {
      const email = newEmail();
      const browser = await signIn(server, email);
      const [row] = await sessionsOf(server, email);
      const token = row?.token ?? "";
      const signature = createHmac("sha256", secret).update(token).digest("base64");
      expect(await opens(server, tokensOf(browser).access)).toBe(true);
      const others = [
        tokensOf(browser).refresh,
        browser.kept.get("state") ?? "", // @feature email-code
        // What better-auth's own plugins would take.
        token,
        `${token}.${signature}`,
        encodeURIComponent(`${token}.${signature}`),
        row?.id ?? "",
      ];
      for (const other of others) {
        expect(other).not.toBe("");
        expect(await opens(server, other)).toBe(false);
      }
    });

    test("once its session has expired, even if the token hasn't", async () => {
      const { access } = tokensOf(await signIn(server));
      await server.db.update(session).set({ expiresAt: new Date(Date.now() - 1000) });
      const { body } = await openBrowser(server).get("/api/auth/get-session", bearer(access));
      expect(JSON.parse(body).code).toBe("INVALID_TOKEN");
    });

    test("once its session is gone from the database", async () => {
      const { access } = tokensOf(await signIn(server));
      await server.db.delete(session);
      expect(await opens(server, access)).toBe(false);
    });
  });

  function tamper(token: string, changes: object) {
    const { header, payload, signature } = partsOf(token);
    return [encode(header), encode({ ...payload, ...changes }), signature].join(".");
  }

  function unsigned(token: string, alg: string) {
    const { header, payload } = partsOf(token);
    return `${encode({ ...header, alg })}.${encode(payload)}.`;
  }
});

describe("signing out with tokens", () => {
  test.each(["access", "refresh"] as const)("ends the session with the %s token", async (kind) => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const tokens = tokensOf(browser);
    const { status } = await browser.call("/sign-out", {}, bearer(tokens[kind]));
    expect(status).toBe(200);
    expect(await sessionsOf(server, email)).toHaveLength(0);
    // Replayed, both are worth nothing.
    expect(await opens(server, tokens.access)).toBe(false);
    expect((await askToRefresh(server, tokens.refresh)).status).toBe(401);
  });

  test("doesn't work with an expired access token", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const expired = forge(tokensOf(browser).access, { payload: { exp: 1 } });
    expect((await browser.call("/sign-out", {}, bearer(expired))).status).toBe(401);
    expect(await sessionsOf(server, email)).toHaveLength(1);
  });

  test("is, besides refreshing, all that the refresh token is good for", async () => {
    const browser = await signIn(server);
    const { refresh } = tokensOf(browser);
    for (const path of ["/api/me", "/api/auth/get-session", "/api/auth/sign-out/"]) {
      expect((await browser.get(path, bearer(refresh))).status).toBe(401);
    }
  });

  test("doesn't happen through a link or for another site", async () => {
    const browser = await signIn(server);
    expect((await browser.get("/api/auth/sign-out")).status).toBe(404);
    const evil = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    expect((await browser.call("/sign-out", {}, evil)).status).toBe(403);
    expect(await opens(server, tokensOf(browser).access)).toBe(true);
  });

  test("isn't needed before signing in again, which ends the client's session", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const before = tokensOf(browser);
    await signIn(server, email, browser);
    expect(await opens(server, before.access)).toBe(false);
    expect(await opens(server, tokensOf(browser).access)).toBe(true);
    expect(await sessionsOf(server, email)).toHaveLength(1);
  });

  test("also works for someone who isn't signed in", async () => {
    expect((await openBrowser(server).call("/sign-out", {})).status).toBe(200);
  });
});

describe("with tokens, cookies aren't used", () => {
  async function cookieOf(email: string) {
    const [row] = await sessionsOf(server, email);
    const signature = createHmac("sha256", secret)
      .update(row?.token ?? "")
      .digest("base64");
    return `${cookieName("session_token")}=${encodeURIComponent(`${row?.token}.${signature}`)}`;
  }

  test("the cookie of a live session opens nothing", async () => {
    const email = newEmail();
    await signIn(server, email);
    const stranger = openBrowser(server);
    const headers = { Cookie: await cookieOf(email) };
    expect((await stranger.get("/api/me", headers)).status).toBe(401);
    expect((await stranger.get("/api/auth/get-session", headers)).body).toBe("null");
  });

  test("a cookie sent along with a token changes nothing", async () => {
    const [mine, other] = [newEmail(), newEmail()];
    const browser = await signIn(server, mine);
    await signIn(server, other);
    const { body } = await browser.get("/api/me", { Cookie: await cookieOf(other) });
    expect(body).toContain(mine);
  });

  test("no response sets a cookie, and only one that issues tokens contains them", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const { access, refresh } = tokensOf(browser);
    const [row] = await sessionsOf(server, email);
    const responses = [
      await browser.get("/api/me"),
      await browser.get("/api/auth/get-session"),
      await browser.get("/"),
      await browser.call("/sign-out", {}),
    ];
    for (const { cookies, headers, body } of responses) {
      expect(cookies).toEqual([]);
      for (const token of [access, refresh, row?.token ?? ""]) {
        expect(token).not.toBe("");
        expect(body + JSON.stringify([...headers])).not.toContain(token);
      }
    }
  });
});

// @feature email-code
describe("the state of a sign-in", () => {
  async function askForCode(email: string, browser = openBrowser(server)) {
    const body = { email, type: "sign-in" };
    const response = await browser.call("/email-otp/send-verification-otp", body);
    expect(response.status).toBe(200);
    return { browser, response, otp: await readCode(server, email) };
  }

  test("lets people request and enter a code without any cookie", async () => {
    const email = newEmail();
    const { browser, response, otp } = await askForCode(email);
    expect(response.cookies).toEqual([]);
    expect(response.headers.get("sign-in-state")).toBeTruthy();
    const signedIn = await browser.call("/sign-in/email-otp", { email, otp });
    expect(signedIn.status).toBe(200);
    expect(signedIn.cookies).toEqual([]);
    expect(signedIn.headers.get("cache-control")).toContain("no-store");
    expect(JSON.parse(signedIn.body)).toMatchObject({
      user: { email },
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresInSeconds: 300,
    });
    // The code is used up, and so is what was kept for it. That this client is known is kept.
    expect(partsOf(browser.kept.get("state") ?? "").payload.cookies).toEqual([
      expect.objectContaining({ name: cookieName("known_browser") }),
    ]);
  });

  test("is needed: a code is useless where it wasn't requested", async () => {
    const email = newEmail();
    const { otp } = await askForCode(email);
    const other = openBrowser(server);
    expect((await other.call("/sign-in/email-otp", { email, otp })).status).toBe(400);
    await askForCode(newEmail(), other);
    expect((await other.call("/sign-in/email-otp", { email, otp })).status).toBe(400);
  });

  test("can't be changed", async () => {
    const email = newEmail();
    const { browser, otp } = await askForCode(email);
    const state = browser.kept.get("state") ?? "";
    const changed = [forge(state, { key: "" }), forge(state, { payload: { exp: 1 } }), "nonsense"];
    for (const header of changed) {
      browser.kept.set("state", header);
      expect((await browser.call("/sign-in/email-otp", { email, otp })).status).toBe(400);
    }
    browser.kept.set("state", forge(state, {}));
    expect((await browser.call("/sign-in/email-otp", { email, otp })).status).toBe(200);
  });

  test("expires when its cookie would have expired", async () => {
    const email = newEmail();
    const { browser, otp } = await askForCode(email);
    const state = browser.kept.get("state") ?? "";
    const [cookie] = partsOf(state).payload.cookies as { expiresAt: number }[];
    expect(cookie?.expiresAt).toBeLessThanOrEqual(
      Date.now() + (CODE_LIFETIME_IN_MINUTES + 20) * 60 * 1000,
    );
    const cookies = [{ ...cookie, expiresAt: Date.now() - 1000 }];
    browser.kept.set("state", forge(state, { payload: { cookies } }));
    expect((await browser.call("/sign-in/email-otp", { email, otp })).status).toBe(400);
  });

  test("never contains a session", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const [row] = await sessionsOf(server, email);
    expect(JSON.stringify(partsOf(browser.kept.get("state") ?? ""))).not.toContain(row?.token);
    const stranger = openBrowser(server, new Map([["state", browser.kept.get("state") ?? ""]]));
    expect((await stranger.get("/api/me")).status).toBe(401);
    stranger.kept.set("state", tokensOf(browser).access);
    expect((await stranger.get("/api/me")).status).toBe(401);
  });
});
// @end
