import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appName } from "~/brand";
import { verification } from "~/db/schema";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword } from "./support/passwords"; // @feature password
import { newEmail, type Server, startServer } from "./support/server";
import { emailCounts, receiveAgain, signIn } from "./support/sign-in";

// Two instances of the app on one database.
let server: Server;
let other: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
  other = await startServer({ TRUSTED_PROXIES: "loopback" }, server.database);
});
afterAll(async () => {
  await other.stop();
  await server.remove();
});

// @feature email-code
const signInCode = {
  subject: `Your ${appName} sign-in code`,
  request: (browser: Browser, email: string) =>
    browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" }),
};
// @end
// @feature password
const passwordLink = {
  subject: `your ${appName} password`,
  request: (browser: Browser, email: string) => browser.call("/request-password-reset", { email }),
};
const registration = {
  subject: "You already have an account",
  request: (browser: Browser, email: string) =>
    browser.call("/register", { email, password: newPassword() }),
};
// @end

/** Every email that anyone can have sent to anyone's address. */
const kinds = [
  signInCode, // @feature email-code
  passwordLink, // @feature password
  registration, // @feature password
];

async function sentTo(email: string, subject: string, from = server) {
  const { body } = await openBrowser(from).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as {
    messages: { to: string; subject: string; link?: string }[];
  };
  return messages.filter((sent) => sent.to === email && sent.subject.includes(subject));
}

describe.each(kinds)('"… $subject …"', ({ subject, request }) => {
  async function someone() {
    const email = newEmail();
    const browser = await signIn(server, email);
    await receiveAgain(server, email);
    const before = (await sentTo(email, subject)).length;
    return { email, browser, sent: async () => (await sentTo(email, subject)).length - before };
  }

  test("is sent five times in a quarter of an hour, and the page looks the same", async () => {
    const { email, sent } = await someone();
    const responses = [];
    for (let number = 0; number < 8; number++) {
      const { status, body } = await request(openBrowser(server), email);
      responses.push(`${status} ${body}`);
    }
    expect(await sent()).toBe(5);
    expect(new Set(responses).size).toBe(1);
    expect(responses[0]).toMatch(/^200 /);
    for (const { expiresAt } of await emailCounts(server, email)) {
      expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1000);
    }

    await receiveAgain(server, email);
    await request(openBrowser(server), email);
    expect(await sent()).toBe(6);
  });

  test("is sent five times, even if it's requested everywhere at once", async () => {
    const { email, sent } = await someone();
    const before = (await sentTo(email, subject, other)).length;
    await Promise.all(
      [server, other, server, other, server, other, server, other, server, other].map((instance) =>
        request(openBrowser(instance), email),
      ),
    );
    const elsewhere = (await sentTo(email, subject, other)).length - before;
    expect((await sent()) + elsewhere).toBe(5);
  });

  test("is sent thirty times a day", async () => {
    const { email, sent } = await someone();
    await request(openBrowser(server), email);
    expect(await sent()).toBe(1);
    const soon = Date.now() + 60 * 60 * 1000;
    for (const { id, expiresAt } of await emailCounts(server, email)) {
      const changes = expiresAt.getTime() > soon ? { value: "30" } : { value: "0" };
      await server.db.update(verification).set(changes).where(eq(verification.id, id));
    }
    await request(openBrowser(server), email);
    expect(await sent()).toBe(1);
  });

  test("can't be used up by strangers for people in a known browser", async () => {
    const { email, browser, sent } = await someone();
    for (let number = 0; number < 7; number++) await request(openBrowser(server), email);
    expect(await sent()).toBe(5);
    await browser.call("/sign-out", {});
    await request(browser, email);
    expect(await sent()).toBe(6);
  });

  test("is held back with one email to the owner, whose link gets past the limit", async () => {
    const { email, sent } = await someone();
    for (let number = 0; number < 8; number++) await request(openBrowser(server), email);
    const [notice, ...more] = await sentTo(email, "Too many emails");
    expect(more).toEqual([]);
    const owner = openBrowser(server);
    const { origin, searchParams } = new URL(notice?.link ?? "");
    expect(origin).toBe(server.address);
    await owner.call("/know-browser", { token: searchParams.get("token") });
    await request(owner, email);
    expect(await sent()).toBe(6);
  });
});

describe("the limit on emails", () => {
  test("an address without an account gets no explanation", async () => {
    const email = newEmail();
    for (let number = 0; number < 8; number++) {
      for (const { request } of kinds) await request(openBrowser(server), email);
    }
    expect(await sentTo(email, "Too many emails")).toEqual([]);
  });
});
