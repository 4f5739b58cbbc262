import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import {
  CODE_LIFETIME_IN_MINUTES,
  PAUSE_BETWEEN_CODES_IN_SECONDS,
  TRIES_PER_CODE,
} from "~/services/sign-in/email-code/rules";
import { enterCode, isSignedIn, sendCode, signOut } from "./support/app";
import { agePendingCookie, type Browser, openBrowser } from "./support/browser";
import { newEmail, type Server, startServer } from "./support/server";
import { askForCode, readCode, signIn, wrong } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const stepOf = async (browser: Browser) =>
  JSON.parse((await browser.get("/api/sign-in-step")).body);
const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

describe("signing in", () => {
  test("leads from email and code to the dashboard and out again", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    expect(await stepOf(browser)).toBe(null);

    expect((await sendCode(browser, email)).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
    const step = await stepOf(browser);
    expect(step).toMatchObject({ email, sentAgain: false, over: null });
    expect(step.resendInSeconds).toBeGreaterThan(0);

    expect((await enterCode(browser, await readCode(server, email))).status).toBe(200);
    expect((await browser.get("/api/me")).body).toContain(email);
    expect(await stepOf(browser)).toBe(null);

    await signOut(browser);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await stepOf(browser)).toBe(null);
  });

  test("keeps the email through a reload, in this browser only", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    await sendCode(browser, email);
    // @feature cookie
    for (let reload = 0; reload < 2; reload++) {
      expect((await browser.get("/login")).body).toContain(email);
    }
    expect((await openBrowser(server).get("/login")).body).not.toContain(email);
    // @end
    expect((await stepOf(browser)).email).toBe(email);
    expect(await stepOf(openBrowser(server))).toBe(null);
  });

  test("ignores upper and lower case in the email", async () => {
    const email = newEmail();
    await signIn(server, email);
    const browser = openBrowser(server);
    await sendCode(browser, email.toUpperCase());
    await enterCode(browser, await readCode(server, email));
    expect(JSON.parse((await browser.get("/api/me")).body).user.email).toBe(email);
    const people = await server.db.select().from(user);
    expect(people.filter((person) => person.email === email)).toHaveLength(1);
  });

  test("goes back to the first step for another email", async () => {
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, newEmail());
    const { status } = await browser.request("/api/sign-in-step", { method: "DELETE" });
    expect(status).toBe(200);
    expect(await stepOf(browser)).toBe(null);
    expect((await enterCode(browser, code)).status).toBe(400);
  });
});

describe("mistakes have an error code that the page has a text for", () => {
  test.each(["", "nobody", "a@b", "two@example.com, three@example.com"])(
    "an invalid address: %j",
    async (email) => {
      const browser = openBrowser(server);
      const response = await sendCode(browser, email);
      expect(response.status).toBe(400);
      expect(codeOf(response)).toMatch(/^(INVALID_EMAIL|VALIDATION_ERROR)$/);
      expect(await stepOf(browser)).toBe(null);
    },
  );

  test("a wrong code: 400, and the email is kept", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const code = await askForCode(server, browser, email);
    const response = await enterCode(browser, wrong(code));
    expect(response.status).toBe(400);
    expect(codeOf(response)).toBe("INVALID_OTP");
    expect((await stepOf(browser)).email).toBe(email);
    expect((await enterCode(browser, code)).status).toBe(200);
  });

  test.each(["", "12345", "1234567", "abcdef", 123456, null, {}, ["123456"]])(
    "an invalid code: %j",
    async (otp) => {
      const browser = openBrowser(server);
      const email = newEmail();
      await askForCode(server, browser, email);
      const { status } = await browser.call("/sign-in/email-otp", { email, otp });
      expect(status).toBe(400);
      expect((await stepOf(browser)).email).toBe(email);
    },
  );

  test("a code when none was requested", async () => {
    const email = newEmail();
    const response = await openBrowser(server).call("/sign-in/email-otp", { email, otp: "123456" });
    expect(response.status).toBe(400);
    expect(codeOf(response)).toBe("CODE_NOT_REQUESTED");
  });

  test("an expired code", async () => {
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, newEmail());
    agePendingCookie(browser, (CODE_LIFETIME_IN_MINUTES + 1) * 60);
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    const response = await enterCode(browser, code);
    expect(response.status).toBe(400);
    expect(codeOf(response)).toBe("OTP_EXPIRED");
    expect((await stepOf(browser)).over).toBe("OTP_EXPIRED");
  });

  test("too many wrong codes: the page says so, and the right one is refused", async () => {
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, newEmail());
    for (let guess = 1; guess < TRIES_PER_CODE; guess++) {
      expect(codeOf(await enterCode(browser, wrong(code)))).toBe("INVALID_OTP");
    }
    expect((await stepOf(browser)).over).toBe(null);
    expect(codeOf(await enterCode(browser, wrong(code)))).toBe("TOO_MANY_ATTEMPTS");
    for (let reload = 0; reload < 2; reload++) {
      expect((await stepOf(browser)).over).toBe("TOO_MANY_ATTEMPTS");
      const right = await enterCode(browser, code);
      expect(right.status).toBeGreaterThanOrEqual(400);
      expect(codeOf(right)).toBe("TOO_MANY_ATTEMPTS");
    }
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("requesting another code too soon: 429, and how long to wait", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const code = await askForCode(server, browser, email);
    const again = await sendCode(browser, email);
    expect(again.status).toBe(429);
    expect(codeOf(again)).toBe("CODE_JUST_SENT");
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(0);
    // The code that is on its way stays good.
    expect(await readCode(server, email)).toBe(code);
    expect((await enterCode(browser, code)).status).toBe(200);
  });
});

test("requesting another code sends a new one, and the older one stops working", async () => {
  const browser = openBrowser(server);
  const email = newEmail();
  const older = await askForCode(server, browser, email);
  agePendingCookie(browser, PAUSE_BETWEEN_CODES_IN_SECONDS + 1);
  expect((await sendCode(browser, email)).status).toBe(200);
  expect((await stepOf(browser)).sentAgain).toBe(true);
  const newer = await readCode(server, email);
  expect(newer).not.toBe(older);
  expect((await enterCode(browser, older)).status).toBe(400);
  expect((await enterCode(browser, newer)).status).toBe(200);
});
