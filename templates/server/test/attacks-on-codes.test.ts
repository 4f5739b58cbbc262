import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verification } from "~/db/schema";
import { FREE_GUESSES } from "~/services/rules";
import {
  CODE_LIFETIME_IN_MINUTES,
  PAUSE_BETWEEN_CODES_IN_SECONDS,
  TRIES_PER_CODE,
} from "~/services/sign-in/email-code/rules";
import { enterCode, isSignedIn } from "./support/app";
import { agePendingCookie, openBrowser } from "./support/browser";
import { newEmail, type Server, startServer } from "./support/server";
import { askForCode, isCount, readCode, signIn, wrong } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const sendCode = "/email-otp/send-verification-otp";
const signInWithCode = "/sign-in/email-otp";

describe("a code", () => {
  test("works once", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const otp = await askForCode(server, browser, email);
    const thief = browser.copy();
    expect((await browser.call(signInWithCode, { email, otp })).status).toBe(200);
    expect((await thief.call(signInWithCode, { email, otp })).status).toBe(400);
  });

  test("works once, even if it's sent ten times at the same moment", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const otp = await askForCode(server, browser, email);
    const thieves = Array.from({ length: 10 }, () => browser.copy());
    const responses = await Promise.all(
      thieves.map((thief) => thief.call(signInWithCode, { email, otp })),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("expires", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const before = new Set((await server.db.select().from(verification)).map(({ id }) => id));
    const otp = await askForCode(server, browser, email);
    const rows = await server.db.select().from(verification);
    const codes = rows.filter((row) => !before.has(row.id) && !isCount(row));
    const longest = Math.max(...codes.map(({ expiresAt }) => expiresAt.getTime()));
    expect(longest - Date.now()).toBeLessThanOrEqual(CODE_LIFETIME_IN_MINUTES * 60 * 1000);
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    const { status, body } = await browser.call(signInWithCode, { email, otp });
    expect(status).toBe(400);
    expect(JSON.parse(body).code).toBe("OTP_EXPIRED");
  });

  test("doesn't work in a browser that hasn't requested one", async () => {
    const email = newEmail();
    const otp = await askForCode(server, openBrowser(server), email);
    const other = openBrowser(server);
    expect((await other.call(signInWithCode, { email, otp })).status).toBe(400);
    expect((await enterCode(other, otp)).status).toBe(400);
    expect(await isSignedIn(other)).toBe(false);
  });

  test("doesn't work in a browser that has requested a different one", async () => {
    const email = newEmail();
    const attacker = openBrowser(server);
    await askForCode(server, attacker, email);
    const victim = openBrowser(server);
    const code = await askForCode(server, victim, email);
    expect((await enterCode(attacker, code)).status).toBe(400);
    expect(await isSignedIn(attacker)).toBe(false);
  });

  test("works no matter how often others request one for the same address", async () => {
    const email = newEmail();
    const owner = openBrowser(server);
    const code = await askForCode(server, owner, email);
    for (let request = 0; request < 3; request++) {
      const stranger = openBrowser(server);
      await stranger.call(sendCode, { email, type: "sign-in" });
      expect((await stranger.call(signInWithCode, { email, otp: wrong(code) })).status).toBe(400);
    }
    await enterCode(owner, code);
    expect(await isSignedIn(owner)).toBe(true);
  });

  test("of another browser is recognized, and doesn't count as a guess", async () => {
    const email = newEmail();
    const [laptop, phone] = [openBrowser(server), openBrowser(server)];
    const onLaptop = await askForCode(server, laptop, email);
    const onPhone = await askForCode(server, phone, email);
    for (let time = 0; time < FREE_GUESSES + 2; time++) {
      const { status, body } = await phone.copy().call(signInWithCode, { email, otp: onLaptop });
      expect({ status, code: JSON.parse(body).code }).toEqual({
        status: 400,
        code: "CODE_OF_ANOTHER_BROWSER",
      });
    }
    expect(await isSignedIn(phone)).toBe(false);
    // It has cost neither a guess at the address nor one of the phone's own code.
    await enterCode(phone, onPhone);
    expect(await isSignedIn(phone)).toBe(true);
    await enterCode(laptop, onLaptop);
    expect(await isSignedIn(laptop)).toBe(true);
  });

  test("of another browser can't be found out without spending guesses", async () => {
    const email = newEmail();
    const onLaptop = await askForCode(server, openBrowser(server), email);
    const enough = Math.ceil((FREE_GUESSES + 2) / TRIES_PER_CODE);
    const browsers = Array.from({ length: enough }, () => openBrowser(server));
    for (const browser of browsers) await browser.call(sendCode, { email, type: "sign-in" });
    const responses = [];
    for (let guess = 0; guess < FREE_GUESSES + 2; guess++) {
      const browser = browsers[guess % enough]?.copy() ?? openBrowser(server);
      responses.push((await browser.call(signInWithCode, { email, otp: wrong(onLaptop) })).status);
    }
    expect(responses).toEqual([...Array(FREE_GUESSES).fill(400), 429, 429]);
    // After that not even the right one is looked at.
    const last = await browsers[0]?.call(signInWithCode, { email, otp: onLaptop });
    expect(last?.status).toBe(429);
  });

  test("of another browser is wrong once it has been used or replaced by a newer one", async () => {
    const email = newEmail();
    const laptop = openBrowser(server);
    const older = await askForCode(server, laptop, email);
    const thief = laptop.copy();
    agePendingCookie(laptop, PAUSE_BETWEEN_CODES_IN_SECONDS + 1);
    const newer = await askForCode(server, laptop, email);
    const phone = openBrowser(server);
    await phone.call(sendCode, { email, type: "sign-in" });
    const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;
    expect(codeOf(await phone.call(signInWithCode, { email, otp: older }))).toBe("INVALID_OTP");
    expect((await thief.call(signInWithCode, { email, otp: older })).status).toBe(400);
    await enterCode(laptop, newer);
    expect(codeOf(await phone.call(signInWithCode, { email, otp: newer }))).toBe("INVALID_OTP");
  });

  // @feature cookie
  test("doesn't work with a cookie that has been changed", async () => {
    const email = newEmail();
    const attacker = openBrowser(server);
    const otp = await askForCode(server, attacker, newEmail());
    for (const [name, value] of attacker.cookies) {
      attacker.cookies.set(
        name,
        value.replace(/person-\d+/, email.slice(0, email.lastIndexOf("-"))),
      );
    }
    const { status, body } = await attacker.call(signInWithCode, { email, otp });
    expect(status).toBe(400);
    expect(JSON.parse(body).code).toBe("CODE_NOT_REQUESTED");
  });
  // @end

  test("isn't in the database, and nothing there reveals it", async () => {
    const email = newEmail();
    const code = await askForCode(server, openBrowser(server), email);
    const rows = JSON.stringify(await server.db.select().from(verification));
    for (const secret of [code, email]) {
      expect(rows).not.toContain(secret);
      for (const encoding of ["hex", "base64", "base64url"] as const) {
        const hash = createHash("sha256").update(secret).digest(encoding);
        expect(rows).not.toContain(hash.replace(/=+$/, ""));
      }
    }
  });

  test("isn't in the subject of the email", async () => {
    const email = newEmail();
    const code = await askForCode(server, openBrowser(server), email);
    const { messages } = JSON.parse((await openBrowser(server).get("/dev/mailbox.json")).body);
    const message = messages.find(({ to }: { to: string }) => to === email);
    expect(message.subject).not.toContain(code);
    expect(message.text).toContain(code);
    expect(message.html).toContain(code);
  });
});

describe("guessing", () => {
  test("is paused after a number of wrong codes, no matter how many codes are sent", async () => {
    const email = newEmail();
    const responses: number[] = [];
    while (responses.length <= FREE_GUESSES) {
      // Each from another address, as with a botnet.
      const browser = openBrowser(server);
      const code = await askForCode(server, browser, email);
      for (let guess = 0; guess < TRIES_PER_CODE; guess++) {
        const otp = wrong(code);
        responses.push((await browser.call(signInWithCode, { email, otp })).status);
      }
    }
    expect(responses.slice(0, FREE_GUESSES)).toEqual(Array(FREE_GUESSES).fill(400));
    expect(new Set(responses.slice(FREE_GUESSES))).toEqual(new Set([429]));

    const browser = openBrowser(server);
    const code = await askForCode(server, browser, email);
    const right = await enterCode(browser, code);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);

    // An hour later.
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    await signIn(server, email);
  });

  test("can't be sped up by sending all guesses at once", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, email);
    const guesses = Array.from({ length: FREE_GUESSES + 5 }, () =>
      browser.copy().call(signInWithCode, { email, otp: wrong(code) }),
    );
    const responses = await Promise.all(guesses);
    expect(responses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(5);
  });

  test("starts from zero again after signing in", async () => {
    const email = newEmail();
    for (let round = 0; round < 3; round++) {
      const browser = openBrowser(server);
      const code = await askForCode(server, browser, email);
      for (let guess = 0; guess < 2; guess++) {
        await enterCode(browser, wrong(code));
      }
      await enterCode(browser, code);
      expect(await isSignedIn(browser)).toBe(true);
    }
  });
});

describe("requesting a code", () => {
  test("gets the same response with and without an account", async () => {
    const known = newEmail();
    await signIn(server, known);
    const [forKnown, forUnknown] = await Promise.all(
      [known, newEmail()].map((email) =>
        openBrowser(server).call(sendCode, { email, type: "sign-in" }),
      ),
    );
    expect(forKnown?.status).toBe(200);
    expect(forKnown?.status).toBe(forUnknown?.status);
    expect(forKnown?.body).toBe(forUnknown?.body);
  });

  test("from the endpoint is tied to the browser and to a pause, as from the form", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    expect((await browser.call(sendCode, { email, type: "sign-in" })).status).toBe(200);
    const again = await browser.call(sendCode, { email, type: "sign-in" });
    expect(again.status).toBe(429);
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(0);
    const otp = await readCode(server, email);
    expect((await browser.call(signInWithCode, { email, otp })).status).toBe(200);
  });

  test.each(["email-verification", "forget-password", "change-email"])(
    "for another purpose isn't possible: %s",
    async (type) => {
      const email = newEmail();
      await signIn(server, email);
      const { status } = await openBrowser(server).call(sendCode, { email, type });
      expect(status).toBe(400);
    },
  );
});
