import { afterAll, beforeAll, expect, test } from "vitest";
import { appName } from "~/brand";
import { type Browser, openBrowser } from "./support/browser";
import { addPasskey, signInWithPasskey } from "./support/passkeys"; // @feature passkey
import { signInSocially } from "./support/providers"; // @feature social
import { waysIn, withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { newEmail, type Server, startServer, until } from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** Someone who has signed in, and another way of theirs into an account, in any browser. */
interface Person {
  email: string;
  browser: Browser;
  enter: (browser: Browser) => Promise<unknown>;
}

const ways: [name: string, someone: () => Promise<Person>][] = [
  // @feature passkey
  [
    "a passkey",
    async () => {
      const email = newEmail();
      const browser = await signIn(server, email);
      const passkey = await addPasskey(server, browser);
      return { email, browser, enter: (other) => signInWithPasskey(server, passkey, {}, other) };
    },
  ],
  // @end
  // @feature social
  [
    "a provider",
    async () => {
      const email = newEmail();
      const browser = await signInSocially(server, email);
      return { email, browser, enter: (other) => signInSocially(server, email, other) };
    },
  ],
  // @end
  // @feature two-factor
  ...waysIn.map((way): [string, () => Promise<Person>] => [
    `two-factor after ${way.name}`,
    async () => {
      const { email, browser, enter, recoveryCodes } = await withSecondFactor(server, way);
      return {
        email,
        browser,
        async enter(other) {
          await enter(other);
          await other.call("/two-factor/verify-backup-code", { code: recoveryCodes.pop() });
        },
      };
    },
  ]),
  // @end
];

async function noticesTo(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as {
    messages: { to: string; kind: string; subject: string; text: string }[];
  };
  return messages.filter(({ to, kind }) => to === email && kind === "new-browser-notice");
}

async function isSignedIn(browser: Browser) {
  return (await browser.get("/api/auth/get-session")).body !== "null";
}

test.each(ways)("%s in a new browser sends one email to the owner", async (_, someone) => {
  const [person, other] = [await someone(), await someone()];
  const browser = openBrowser(server);
  await person.enter(browser);
  expect(await isSignedIn(browser)).toBe(true);
  const [notice] = await until(async () => {
    const sent = await noticesTo(person.email);
    return sent.length > 0 && sent;
  });
  expect(notice?.subject).toBe(`New sign-in to ${appName}`);
  expect(notice?.text).toMatch(/from 10\.0\.\d+\.\d+, on \w+ \d+, \d{4}/);
  expect(notice?.text).toContain("/account");

  // Another account in the same browser is a new one there.
  await browser.call("/sign-out", {});
  await other.enter(browser);
  await until(async () => (await noticesTo(other.email)).length > 0);
  expect(await noticesTo(person.email)).toHaveLength(1);
});

test.each(ways)("%s in a known browser sends none", async (_, someone) => {
  const { email, browser, enter } = await someone();
  await browser.call("/sign-out", {});
  await enter(browser);
  expect(await isSignedIn(browser)).toBe(true);
  // What is sent later arrives later.
  const elsewhere = openBrowser(server);
  await enter(elsewhere);
  await until(async () => (await noticesTo(email)).length > 0);
  expect(await noticesTo(email)).toHaveLength(1);
});

test("creating an account sends none", async () => {
  const email = newEmail();
  const browser = await signIn(server, email);
  expect(await isSignedIn(browser)).toBe(true);
  expect(await noticesTo(email)).toEqual([]);
});
