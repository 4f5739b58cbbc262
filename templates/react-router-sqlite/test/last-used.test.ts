import { afterAll, beforeAll, expect, test } from "vitest";
import { providers } from "~/services/sign-in/social/rules"; // @feature social
import { signOut } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { signInWithPasskey, withPasskey } from "./support/passkeys"; // @feature passkey
import { newPassword, signUp } from "./support/passwords"; // @feature password
import { signInWith } from "./support/providers"; // @feature social
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { newEmail, type Server, startServer } from "./support/server";
import {
  signIn,
  signInByCode, // @feature email-code
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** What the marked buttons on the sign-in page say. */
async function marked(browser: Browser) {
  const { body } = await browser.get("/login");
  const buttons = body.match(/<button.*?<\/button>/gs) ?? [];
  const texts = buttons.map((button) => button.replaceAll(/<[^>]*>/g, "").trim());
  return texts.flatMap((text) => (text.endsWith("Last used") ? [text.slice(0, -9)] : []));
}

test("no button is marked for someone new", async () => {
  expect(await marked(openBrowser(server))).toEqual([]);
});
// @feature email-code

test("a code by email is marked after it was used", async () => {
  const browser = await signInByCode(server);
  await signOut(browser);
  expect(await marked(browser)).toEqual(["Email me a code"]);
});
// @end
// @feature password

test("a password is marked after it was used", async () => {
  const { browser } = await signUp(server);
  await signOut(browser);
  expect(await marked(browser)).toEqual(["Sign in"]);
});

test("a failed attempt isn't marked", async () => {
  const browser = openBrowser(server);
  const form = { intent: "sign-in", email: newEmail(), password: newPassword() };
  expect((await browser.post("/login", form)).status).toBe(401);
  expect(await marked(browser)).toEqual([]);
});
// @end
// @feature passkey

test("a passkey is marked after it was used", async () => {
  const { passkey } = await withPasskey(server);
  const { browser } = await signInWithPasskey(server, passkey);
  await signOut(browser);
  expect(await marked(browser)).toEqual(["Sign in with a passkey"]);
});
// @end
// @feature social

test.for(Object.entries(providers))("%s is marked after it was used", async ([id, name]) => {
  const browser = openBrowser(server);
  await signInWith(browser, id, { email: newEmail() });
  await signOut(browser);
  expect(await marked(browser)).toEqual([`Continue with ${name}`]);
});
// @end
// @feature two-factor

test("the method before the second factor is marked", async () => {
  const { enter } = await withSecondFactor(server);
  const browser = openBrowser(server);
  await enter(browser);
  expect(await marked(browser)).toHaveLength(1);
});
// @end

test("a method is marked only in the browser where it was used", async () => {
  const email = newEmail();
  await signIn(server, email);
  const browser = openBrowser(server);
  expect(await marked(browser)).toEqual([]);
});
