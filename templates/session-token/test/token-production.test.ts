import { afterAll, beforeAll, expect, test } from "vitest";
import { type Server, startServer } from "./support/server";
import { newEmail, signIn } from "./support/sign-in";
import { askToRefresh, forge, opens, partsOf, tokensOf } from "./support/tokens";

// A name of this machine, so that printing codes instead of sending them is allowed.
const origin = "https://app.localhost";
let server: Server;

beforeAll(async () => {
  server = await startServer({
    NODE_ENV: "production",
    BETTER_AUTH_URL: origin,
    TRUSTED_PROXIES: "loopback",
  });
});
afterAll(() => server.remove());

test("behind a proxy that speaks https, tokens work as they do while developing", async () => {
  const email = newEmail();
  const browser = await signIn(server, email);
  expect((await browser.get("/api/me")).body).toContain(email);
  const { refresh } = tokensOf(browser);
  const next = await askToRefresh(server, refresh);
  expect(await opens(server, next.accessToken ?? "")).toBe(true);
  const { status, cookies } = await browser.call("/sign-out", {});
  expect(status).toBe(200);
  expect(cookies).toEqual([]);
  expect(await opens(server, next.accessToken ?? "")).toBe(false);
});

test("tokens are of this deployment, and no other's are taken", async () => {
  const { access } = tokensOf(await signIn(server));
  expect(partsOf(access).payload).toMatchObject({ iss: origin, aud: `${origin}/api` });
  const staging = { iss: "https://staging.localhost", aud: "https://staging.localhost/api" };
  expect(await opens(server, forge(access, { payload: staging }))).toBe(false);
});
