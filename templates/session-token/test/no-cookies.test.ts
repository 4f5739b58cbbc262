import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { cookieName } from "./support/cookie-name";
import { type Server, secret, startServer } from "./support/server";
import { newEmail, signIn } from "./support/sign-in";
import { sessionsOf, tokensOf } from "./support/tokens";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

async function cookieOf(email: string) {
  const [row] = await sessionsOf(server, email);
  const signature = createHmac("sha256", secret)
    .update(row?.token ?? "")
    .digest("base64");
  return `${cookieName("session_token")}=${encodeURIComponent(`${row?.token}.${signature}`)}`;
}

test("a cookie of a living session opens nothing", async () => {
  const email = newEmail();
  await signIn(server, email);
  const stranger = openBrowser(server);
  const headers = { Cookie: await cookieOf(email) };
  expect((await stranger.get("/api/me", headers)).status).toBe(401);
  expect((await stranger.get("/api/auth/get-session", headers)).body).toBe("null");
});

test("a cookie beside a token changes nothing", async () => {
  const [mine, other] = [newEmail(), newEmail()];
  const browser = await signIn(server, mine);
  await signIn(server, other);
  const { body } = await browser.get("/api/me", { Cookie: await cookieOf(other) });
  expect(body).toContain(mine);
});

test("no answer sets one, and tokens stand only in the answer that gives them", async () => {
  const email = newEmail();
  const browser = await signIn(server, email);
  const { access, refresh } = tokensOf(browser);
  const [row] = await sessionsOf(server, email);
  const answers = [
    await browser.get("/api/me"),
    await browser.get("/api/auth/get-session"),
    await browser.get("/"),
    await browser.call("/sign-out", {}),
  ];
  for (const { cookies, headers, body } of answers) {
    expect(cookies).toEqual([]);
    for (const token of [access, refresh, row?.token ?? ""]) {
      expect(token).not.toBe("");
      expect(body + JSON.stringify([...headers])).not.toContain(token);
    }
  }
});
