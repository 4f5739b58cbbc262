import { afterAll, beforeAll, expect, test } from "vitest";
import { openAuthenticator } from "../scripts/verify/authenticator";
import { signOut } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { addPasskey, begin } from "./support/passkeys";
import { newEmail, type Server, startServer } from "./support/server";
import { readCode, receiveAgain } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** Signs in with a code, on the way to a page. Returns where that leads. */
async function enter(browser: Browser, email: string, redirectTo?: string) {
  const query = redirectTo ? `?${new URLSearchParams({ redirectTo })}` : "";
  await browser.post(`/login${query}`, { intent: "send-code", email });
  const code = await readCode(server, email);
  const { location } = await browser.post(`/login${query}`, { intent: "verify-code", code });
  return location ?? "";
}

test("a first code leads to creating a passkey, and then to the requested page", async () => {
  const browser = openBrowser(server);
  const step = await enter(browser, newEmail(), "/dashboard?tab=2");
  expect(step).toBe("/create-passkey?redirectTo=%2Fdashboard%3Ftab%3D2");
  const { body } = await browser.get(step);
  expect(body).toContain("Create a passkey");
  expect(body).toContain('href="/dashboard?tab=2"');

  const { response } = openAuthenticator(server.origin).create(await begin(browser, "add"));
  const form = { intent: "add-passkey", response: JSON.stringify(response) };
  const added = await browser.post(step, form);
  expect(added).toMatchObject({ status: 302, location: "/dashboard?tab=2" });
  // There's nothing left to do here.
  expect((await browser.get("/create-passkey")).location).toBe("/dashboard");
});

test("someone who skips that step is asked again the next time", async () => {
  const email = newEmail();
  const browser = openBrowser(server);
  expect(await enter(browser, email)).toBe("/create-passkey");
  expect((await browser.get("/dashboard")).status).toBe(200);
  await signOut(browser);
  await receiveAgain(server, email);
  expect(await enter(openBrowser(server), email)).toBe("/create-passkey");
});

test("a malformed response adds no passkey", async () => {
  const browser = openBrowser(server);
  const step = await enter(browser, newEmail());
  const refused = await browser.post(step, { intent: "add-passkey", response: "{}" });
  expect(refused.status).toBe(400);
  expect((await browser.get(step)).status).toBe(200);
});

test("the page is only for people who are signed in", async () => {
  const { status, location } = await openBrowser(server).get("/create-passkey");
  expect({ status, location }).toEqual({
    status: 302,
    location: "/login?redirectTo=%2Fcreate-passkey",
  });
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example"])(
  "the step never leads to %s",
  async (redirectTo) => {
    const browser = openBrowser(server);
    expect(await enter(browser, newEmail(), redirectTo)).toBe("/create-passkey");
    await addPasskey(server, browser);
    const query = new URLSearchParams({ redirectTo });
    expect((await browser.get(`/create-passkey?${query}`)).location).toBe("/dashboard");
  },
);
