import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { type Server, startServer } from "./support/server";
import { newEmail, signIn } from "./support/sign-in";
import { askToRefresh, bearer, forge, opens, sessionsOf, tokensOf } from "./support/tokens";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

test.each(["access", "refresh"] as const)("the %s token ends the session", async (kind) => {
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

test("an expired access token ends nothing", async () => {
  const email = newEmail();
  const browser = await signIn(server, email);
  const expired = forge(tokensOf(browser).access, { payload: { exp: 1 } });
  expect((await browser.call("/sign-out", {}, bearer(expired))).status).toBe(401);
  expect(await sessionsOf(server, email)).toHaveLength(1);
});

test("the refresh token is good for nothing else", async () => {
  const browser = await signIn(server);
  const { refresh } = tokensOf(browser);
  for (const path of ["/api/me", "/api/auth/get-session", "/api/auth/sign-out/"]) {
    expect((await browser.get(path, bearer(refresh))).status).toBe(401);
  }
});

test("does not happen by a link, nor for another site", async () => {
  const browser = await signIn(server);
  expect((await browser.get("/api/auth/sign-out")).status).toBe(404);
  const evil = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
  expect((await browser.call("/sign-out", {}, evil)).status).toBe(403);
  expect(await opens(server, tokensOf(browser).access)).toBe(true);
});

test("signing in again ends the session that the client had", async () => {
  const email = newEmail();
  const browser = await signIn(server, email);
  const before = tokensOf(browser);
  await signIn(server, email, browser);
  expect(await opens(server, before.access)).toBe(false);
  expect(await opens(server, tokensOf(browser).access)).toBe(true);
  expect(await sessionsOf(server, email)).toHaveLength(1);
});

test("works for someone who is not signed in, too", async () => {
  expect((await openBrowser(server).call("/sign-out", {})).status).toBe(200);
});
