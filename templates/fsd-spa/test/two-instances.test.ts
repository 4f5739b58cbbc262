import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./support/browser"; // @feature email-code
import { type Server, startServer } from "./support/server";
import {
  askForCode, // @feature email-code
  newEmail,
  signIn,
} from "./support/sign-in";

const sendCode = "/email-otp/send-verification-otp"; // @feature email-code

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
  const { status } = await elsewhere.call("/sign-in/email-otp", { email, otp: code });
  expect(status).toBe(200);
});
// @end

test("a session of one is the other's, and its end, too", async () => {
  const email = newEmail();
  const browser = await signIn(one, email);
  const elsewhere = browser.copy(other);
  const { status, body } = await elsewhere.get("/api/me");
  expect(status).toBe(200);
  expect(body).toContain(email);

  await browser.call("/sign-out", {});
  expect((await elsewhere.get("/api/me")).status).toBe(401);
});

// @feature email-code
test("they count requests together: the fourth for a code is one too many", async () => {
  const client = { "X-Forwarded-For": "198.51.100.7" };
  const statuses = [];
  for (const server of [one, other, one, other]) {
    const fields = { email: newEmail(), type: "sign-in" };
    statuses.push((await openBrowser(server).call(sendCode, fields, client)).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test("they count them together also when all come at once", async () => {
  const client = { "X-Forwarded-For": "198.51.100.8" };
  const answers = await Promise.all(
    [one, other, one, other, one, other, one, other].map((server) => {
      const fields = { email: newEmail(), type: "sign-in" };
      return openBrowser(server).call(sendCode, fields, client);
    }),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
});
// @end
