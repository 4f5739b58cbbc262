import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session } from "~/db/schema";
import { openBrowser } from "./support/browser";
import { type Server, secret, startServer } from "./support/server";
import { newEmail, signIn } from "./support/sign-in";
import {
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

test("is not needed where nobody has to be signed in", async () => {
  const { status, body } = await openBrowser(server).get("/api/auth/get-session");
  expect(status).toBe(200);
  expect(body).toBe("null");
  expect((await openBrowser(server).get("/api/me")).status).toBe(401);
});

describe("is refused", () => {
  const changes: [string, (access: string) => string | Promise<string>][] = [
    ["without a signature", (access) => access.replace(/[^.]*$/, "")],
    ["with a signature of another one", (access) => access.replace(/.{8}$/, "AAAAAAAA")],
    ["with another person in it", (access) => tamper(access, { sub: "someone-else" })],
    ["with alg none", (access) => unsigned(access, "none")],
    ["with alg None", (access) => unsigned(access, "None")],
    ["with another algorithm", (access) => forge(access, { header: { alg: "HS512" } })],
    ["signed with the secret itself", (access) => forge(access, { key: secret })],
    ["signed as another type", (access) => forge(access, { key: keyOf("rt+jwt") })],
    ["signed with nothing", (access) => forge(access, { key: "" })],
    ["for another app", (access) => forge(access, { payload: { iss: "https://evil.example" } })],
    ["for another use", (access) => forge(access, { payload: { aud: "https://evil.example" } })],
    ["for no use", (access) => forge(access, { payload: { aud: undefined } })],
    ["of another type", (access) => forge(access, { header: { typ: "JWT" } })],
    ["of no type", (access) => forge(access, { header: { typ: undefined } })],
    ["after its end", (access) => forge(access, { payload: { exp: aMinuteAgo() } })],
    ["without an end", (access) => forge(access, { payload: { exp: undefined } })],
    ["of a session that never was", (access) => forge(access, { payload: { sid: "unknown" } })],
    ["of another person's session", (access) => forge(access, { payload: { sub: "unknown" } })],
  ];

  test("and for no other reason than these", async () => {
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

  test("when it is a token of another kind", async () => {
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

  test("once its session has expired, though it has not itself", async () => {
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
