import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, user } from "~/db/schema";
import { LONGEST_SESSION_IN_DAYS } from "~/services/rules";
import { appCode } from "./support/app-code";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, readToken, signInWith, signUp } from "./support/passwords";
import { newEmail, type Server, startServer } from "./support/server";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;
const verify = (browser: Browser, code: string, more = {}) =>
  browser.call("/two-factor/verify-totp", { code, ...more });

async function isSignedIn(browser: Browser) {
  return (await browser.get("/api/auth/get-session")).body !== "null";
}

/** Ten characters that nobody else has. */
function newShortPassword() {
  return crypto.randomUUID().slice(-10);
}

async function withSecondFactor() {
  const person = await signUp(server);
  const { browser, password } = person;
  const { totpURI } = JSON.parse((await browser.call("/two-factor/enable", { password })).body);
  await verify(browser, appCode(totpURI));
  return { ...person, uri: totpURI as string };
}

async function change(browser: Browser, currentPassword: string, next: string) {
  return browser.call("/change-password", { currentPassword, newPassword: next });
}

describe("a password beside a second factor", () => {
  test("may be shorter, but not short", async () => {
    const { browser, password } = await withSecondFactor();
    expect(codeOf(await change(browser, password, "a1-b2c3"))).toBe("PASSWORD_TOO_SHORT");
    expect((await change(browser, password, newShortPassword())).status).toBe(200);
  });

  test("may be shorter even when it is chosen through the link", async () => {
    const [{ email }, other] = [await withSecondFactor(), await signUp(server)];
    for (const [address, status] of [
      [email, 200],
      [other.email, 400],
    ] as const) {
      const browser = openBrowser(server);
      await browser.call("/request-password-reset", { email: address });
      const token = await readToken(server, address);
      const response = await browser.call("/reset-password", {
        token,
        newPassword: newShortPassword(),
      });
      expect({ address, status: response.status }).toEqual({ address, status });
    }
  });

  test("that is short can't be the only protection", async () => {
    const { browser, password, email } = await withSecondFactor();
    const short = newShortPassword();
    await change(browser, password, short);
    const refused = await browser.call("/two-factor/disable", { password: short });
    expect({ status: refused.status, code: codeOf(refused) }).toEqual({
      status: 403,
      code: "PASSWORD_TOO_SHORT_ALONE",
    });
    for (const other of [{}, { password: newPassword() }, { password: [newPassword()] }]) {
      expect((await browser.call("/two-factor/disable", other)).status).toBe(400);
    }
    const response = await signInWith(openBrowser(server), email, short);
    expect(JSON.parse(response.body)).toMatchObject({ twoFactorRedirect: true });

    const long = newPassword();
    await change(browser, short, long);
    expect((await browser.call("/two-factor/disable", { password: long })).status).toBe(200);
  });

  test("that is new ends the trust in devices, and unfinished sign-ins", async () => {
    const { browser, password, email, uri } = await withSecondFactor();
    const [trusted, halfWay] = [openBrowser(server), openBrowser(server)];
    await signInWith(trusted, email, password);
    await verify(trusted, appCode(uri, 1), { trustDevice: true });
    await trusted.call("/sign-out", {});
    await signInWith(halfWay, email, password);

    const next = newPassword();
    expect((await change(browser, password, next)).status).toBe(200);
    expect((await verify(halfWay, appCode(uri, -1))).status).toBe(401);
    await signInWith(trusted, email, next);
    expect(await isSignedIn(trusted)).toBe(false);
  });

  test("that is chosen through the link doesn't get around the second factor", async () => {
    const { email } = await withSecondFactor();
    const browser = openBrowser(server);
    await browser.call("/request-password-reset", { email });
    const password = newPassword();
    const token = await readToken(server, email);
    await browser.call("/reset-password", { token, newPassword: password });
    expect(await isSignedIn(browser)).toBe(false);
    const response = await signInWith(browser, email, password);
    expect(JSON.parse(response.body)).toMatchObject({ twoFactorRedirect: true });
    expect(await isSignedIn(browser)).toBe(false);
  });
});

describe("the password of someone who is signed in", () => {
  test.each(["/two-factor/enable", "/two-factor/disable", "/two-factor/generate-backup-codes"])(
    "is required by %s",
    async (path) => {
      const { browser } = await withSecondFactor();
      for (const body of [{}, { password: newPassword() }]) {
        const response = await browser.call(path, body);
        expect({ status: response.status, code: codeOf(response) }).toEqual({
          status: 400,
          code: "INVALID_PASSWORD",
        });
      }
    },
  );

  test("doesn't count as a recent sign-in when it's changed", async () => {
    const { browser, password, email, uri } = await withSecondFactor();
    const [person] = await server.db.select().from(user).where(eq(user.email, email));
    const sessionsOfPerson = eq(session.userId, person?.id ?? "");
    const day = 24 * 60 * 60 * 1000;
    const [createdAt, expiresAt] = [
      new Date(Date.now() - (LONGEST_SESSION_IN_DAYS - 1) * day),
      new Date(Date.now() + day),
    ];
    await server.db.update(session).set({ createdAt, expiresAt }).where(sessionsOfPerson);

    const next = newPassword();
    expect(codeOf(await change(browser, password, next))).toBe("CONFIRM_ITS_YOU");
    await browser.call("/confirm-its-you", { way: "app-code", proof: appCode(uri, 1) });
    expect((await change(browser, password, next)).status).toBe(200);
    expect(codeOf(await browser.call("/two-factor/disable", { password: next }))).toBe(
      "CONFIRM_ITS_YOU",
    );
    // And it does not make the session live longer than a session does.
    const [renewed] = await server.db.select().from(session).where(sessionsOfPerson);
    expect(renewed?.expiresAt.getTime()).toBeLessThan(Date.now() + 1.1 * day);
  });

  test("can't be guessed with a stolen session, wherever the guesses come from", async () => {
    const { browser, password } = await signUp(server);
    const statuses = [];
    for (let guess = 0; guess < 12; guess++) {
      const thief = browser.copy();
      const response =
        guess % 2 === 0
          ? await thief.call("/two-factor/enable", { password: newPassword() })
          : await change(thief, newPassword(), newPassword());
      statuses.push(response.status);
    }
    expect(statuses).toEqual([...Array(10).fill(400), 429, 429]);
    expect((await change(browser, password, newPassword())).status).toBe(429);
  });
});

test("registering with a made-up second factor doesn't turn it on", async () => {
  const [email, password] = [newEmail(), newPassword()];
  const browser = openBrowser(server);
  await browser.call("/register", { email, password, twoFactorEnabled: true });
  const token = await readToken(server, email).catch(() => undefined);
  if (token) await browser.call("/confirm-email", { token, password });
  const { body } = await browser.get("/api/auth/get-session");
  expect(body).not.toContain('"twoFactorEnabled":true');
});
