import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./support/browser"; // @feature email-code
import { isSignedIn } from "./support/members-only";
import { type Server, startServer } from "./support/server";
import {
  askForCode, // @feature email-code
  enterCode, // @feature email-code
  newEmail, // @feature email-code
  sendCode, // @feature email-code
  signIn,
} from "./support/sign-in";
import { signOut } from "./support/sign-out";

// Two instances of the app on one database, as behind a load balancer that asks them in turn.
let one: Server;
let other: Server;

beforeAll(async () => {
  one = await startServer({ TRUSTED_PROXIES: "loopback" });
  other = await startServer({ TRUSTED_PROXIES: "loopback" }, one.database);
});
afterAll(async () => {
  await other.stop();
  await one.remove();
});

// @feature email-code
test("a code that was sent by one is good at the other", async () => {
  const email = newEmail();
  const browser = openBrowser(one);
  const code = await askForCode(one, browser, email);
  const elsewhere = browser.copy(other);
  await enterCode(elsewhere, code);
  expect(await isSignedIn(elsewhere)).toBe(true);
});
// @end

test("a session of one is the other's, and its end, too", async () => {
  const browser = await signIn(one);
  const elsewhere = browser.copy(other);
  expect(await isSignedIn(elsewhere)).toBe(true);

  await signOut(browser);
  expect(await isSignedIn(elsewhere)).toBe(false);
});

// @feature email-code
test("they count requests together: the fourth for a code is one too many", async () => {
  const client = { "X-Forwarded-For": "198.51.100.7" };
  const refused = [];
  for (const server of [one, other, one, other]) {
    const { status } = await sendCode(openBrowser(server), newEmail(), client);
    refused.push(status === 429);
  }
  expect(refused).toEqual([false, false, false, true]);
});

test("they count them together also when all come at once", async () => {
  const client = { "X-Forwarded-For": "198.51.100.8" };
  const answers = await Promise.all(
    [one, other, one, other, one, other, one, other].map((server) =>
      sendCode(openBrowser(server), newEmail(), client),
    ),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
});
// @end
