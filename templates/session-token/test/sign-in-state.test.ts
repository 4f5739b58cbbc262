// @feature email-code
import { afterAll, beforeAll, expect, test } from "vitest";
import { CODE_LIFETIME_IN_MINUTES } from "~/code-rules";
import { openBrowser } from "./support/browser";
import { cookieName } from "./support/cookie-name";
import { readCode } from "./support/inbox";
import { type Server, startServer } from "./support/server";
import { newEmail, signIn } from "./support/sign-in";
import { forge, partsOf, sessionsOf, tokensOf } from "./support/tokens";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

async function askForCode(email: string, browser = openBrowser(server)) {
  const body = { email, type: "sign-in" };
  const answer = await browser.call("/email-otp/send-verification-otp", body);
  expect(answer.status).toBe(200);
  return { browser, answer, otp: await readCode(server, email) };
}

test("a code is asked for and typed in without any cookie", async () => {
  const email = newEmail();
  const { browser, answer, otp } = await askForCode(email);
  expect(answer.cookies).toEqual([]);
  expect(answer.headers.get("sign-in-state")).toBeTruthy();
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

test("a code is of no use where it was not asked for", async () => {
  const email = newEmail();
  const { otp } = await askForCode(email);
  const other = openBrowser(server);
  expect((await other.call("/sign-in/email-otp", { email, otp })).status).toBe(400);
  await askForCode(newEmail(), other);
  expect((await other.call("/sign-in/email-otp", { email, otp })).status).toBe(400);
});

test("what is kept for a sign-in cannot be changed", async () => {
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

test("what is kept for a sign-in ends when its cookie would have ended", async () => {
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

test("a session never travels there", async () => {
  const email = newEmail();
  const browser = await signIn(server, email);
  const [row] = await sessionsOf(server, email);
  expect(JSON.stringify(partsOf(browser.kept.get("state") ?? ""))).not.toContain(row?.token);
  const stranger = openBrowser(server, new Map([["state", browser.kept.get("state") ?? ""]]));
  expect((await stranger.get("/api/me")).status).toBe(401);
  stranger.kept.set("state", tokensOf(browser).access);
  expect((await stranger.get("/api/me")).status).toBe(401);
});
