import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activity, session, user, verification } from "~/db/schema";
import { DELETE_ACCOUNT } from "~/services/account/rules";
import {
  ENTER_CODE, // @feature cookie
  SEND_CODE_AGAIN,
} from "~/services/hardening/new-browsers/rules";
import { EMAILED_CODE, FREE_GUESSES } from "~/services/rules";
import { type Browser, openBrowser } from "./support/browser";
import {
  emailsTo,
  enterBrowserCode,
  newPassword,
  readBrowserCode,
  readToken,
  signInWith,
  signUp,
} from "./support/passwords";
import { type Server, startServer, until } from "./support/server";
import { receiveAgain, wrong } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const outcome = (answer: { status: number; body: string }) => ({
  status: answer.status,
  code: JSON.parse(answer.body).code,
});
const over = { status: 400, code: "CODE_OVER" };
const wrongCode = { status: 400, code: "WRONG_CODE" };
const stepOver = { status: 400, code: "NEW_BROWSER_OVER" };

async function isSignedIn(browser: Browser) {
  return (await browser.get("/api/auth/get-session")).body !== "null";
}

/** Someone's right password, entered in a browser that's new to the account. */
async function atStep(person?: Awaited<ReturnType<typeof signUp>>, browser = openBrowser(server)) {
  const { email, password, browser: known } = person ?? (await signUp(server));
  const response = await signInWith(browser, email, password);
  expect(JSON.parse(response.body)).toEqual({ newBrowser: true });
  return { email, password, known, browser, code: await readBrowserCode(server, email) };
}

/** As if the last codes had been sent a while ago. */
async function passPause() {
  const createdAt = new Date(Date.now() - EMAILED_CODE.pauseInSeconds * 1000);
  await server.db.update(verification).set({ createdAt });
}

async function sessionsOf(email: string) {
  const rows = await server.db
    .select({ id: session.id })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(user.email, email));
  return rows.length;
}

describe("a password in a new browser", () => {
  test("gives no session before the code from the email", async () => {
    const { email, browser, code } = await atStep();
    expect(await isSignedIn(browser)).toBe(false);
    // The one of the browser that registered.
    expect(await sessionsOf(email)).toBe(1);
    const entered = await enterBrowserCode(browser, code);
    expect({ status: entered.status, user: JSON.parse(entered.body).user }).toEqual({
      status: 200,
      user: { email, name: "" },
    });
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("needs no code from then on", async () => {
    const { email, password, browser, code } = await atStep();
    await enterBrowserCode(browser, code);
    await browser.call("/sign-out", {});
    const again = await signInWith(browser, email, password);
    expect(JSON.parse(again.body).user.email).toBe(email);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("needs no code in the browser that confirmed the address", async () => {
    const { email, password, browser } = await signUp(server);
    await browser.call("/sign-out", {});
    await signInWith(browser, email, password);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("still needs a code after a wrong one", async () => {
    const person = await signUp(server);
    const { browser, code } = await atStep(person);
    expect(outcome(await enterBrowserCode(browser, wrong(code)))).toEqual(wrongCode);
    const again = await signInWith(browser, person.email, person.password);
    expect(JSON.parse(again.body)).toEqual({ newBrowser: true });
    expect(await isSignedIn(browser)).toBe(false);
    // It continues the same sign-in, for which a code has just been sent.
    expect((await enterBrowserCode(browser, code)).status).toBe(200);
  });

  test("needs a code where only someone else has signed in", async () => {
    const { browser } = await signUp(server);
    await browser.call("/sign-out", {});
    const { code } = await atStep(undefined, browser);
    expect((await enterBrowserCode(browser, code)).status).toBe(200);
  });

  test("needs a code even with another account's session, which ends", async () => {
    const { email, browser } = await signUp(server);
    await atStep(undefined, browser);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await sessionsOf(email)).toBe(0);
  });

  test("gets the same response as in a known one if it's wrong, and no email is sent", async () => {
    const { email, browser } = await signUp(server);
    await browser.call("/sign-out", {});
    const known = await signInWith(browser, email, newPassword());
    const fresh = openBrowser(server);
    const unknown = await signInWith(fresh, email, newPassword());
    expect({ status: unknown.status, body: unknown.body }).toEqual({
      status: known.status,
      body: known.body,
    });
    expect(outcome(await enterBrowserCode(fresh, "123456"))).toEqual(stepOver);
    expect(await sentTo(email)).toEqual([]);
  });

  test("is reported to the owner, with the device and where to choose a new password", async () => {
    const { email } = await atStep();
    const [sent] = (await emailsTo(server, email)).filter(isCode);
    expect(sent?.text).toMatch(/from 10\.0\.\d+\.\d+, on \w+ \d+, \d{4}/);
    expect(sent?.text).toContain("/forgot-password");
    expect(sent?.subject).not.toContain(sent?.code);
  });

  test("appears in the activity once the code was right", async () => {
    const { email, browser, code } = await atStep();
    await enterBrowserCode(browser, wrong(code));
    await enterBrowserCode(browser, code);
    const kinds = await until(async () => {
      const rows = await server.db
        .select({ kind: activity.kind })
        .from(activity)
        .innerJoin(user, eq(user.id, activity.userId))
        .where(eq(user.email, email));
      const found = rows.map(({ kind }) => kind);
      return found.includes("signed-in-from-new-browser") && found;
    });
    expect(kinds).toContain("sign-in-failed");
    expect(kinds).not.toContain("signed-in-with-password");
  });
});

const isCode = ({ kind }: { kind: string }) => kind === "new-browser-code";

async function sentTo(email: string) {
  return (await emailsTo(server, email)).filter(isCode);
}

describe("the code", () => {
  test("works once", async () => {
    const { browser, code } = await atStep();
    const thief = browser.copy();
    expect((await enterBrowserCode(browser, code)).status).toBe(200);
    expect(outcome(await enterBrowserCode(browser, code))).toEqual(stepOver);
    expect(outcome(await enterBrowserCode(thief, code))).toEqual(stepOver);
  });

  test("works once, even if it arrives ten times at once", async () => {
    const { email, browser, code } = await atStep();
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => enterBrowserCode(browser.copy(), code)),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await sessionsOf(email)).toBe(2);
  });

  test("can be typed in groups", async () => {
    const { browser, code } = await atStep();
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect((await enterBrowserCode(browser, typed)).status).toBe(200);
  });

  test("works only where the password was entered", async () => {
    const person = await signUp(server);
    const { code } = await atStep(person);
    expect(outcome(await enterBrowserCode(openBrowser(server), code))).toEqual(stepOver);
    expect(outcome(await enterBrowserCode(person.browser, code))).toEqual(stepOver);
    const elsewhere = await atStep(person);
    expect(outcome(await enterBrowserCode(elsewhere.browser, code))).toEqual(wrongCode);
  });

  test("of another account is refused", async () => {
    const attacker = await atStep();
    const { browser } = await atStep();
    expect(outcome(await enterBrowserCode(browser, attacker.code))).toEqual(wrongCode);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test(`has ${EMAILED_CODE.attempts} attempts`, async () => {
    const { browser, code } = await atStep();
    for (let attempt = 1; attempt < EMAILED_CODE.attempts; attempt++) {
      expect(outcome(await enterBrowserCode(browser, wrong(code)))).toEqual(wrongCode);
    }
    expect(outcome(await enterBrowserCode(browser, wrong(code)))).toEqual(over);
    expect(outcome(await enterBrowserCode(browser, code))).toEqual(over);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("allows no more attempts when they arrive at once", async () => {
    const { browser, code } = await atStep();
    await Promise.all(
      Array.from({ length: EMAILED_CODE.attempts }, () =>
        enterBrowserCode(browser.copy(), wrong(code)),
      ),
    );
    expect(outcome(await enterBrowserCode(browser, code))).toEqual(over);
  });

  test("can be sent again after a pause, and only the latest one works", async () => {
    const { email, browser, code } = await atStep();
    const early = await browser.call(SEND_CODE_AGAIN, {});
    expect(outcome(early)).toEqual({ status: 429, code: "CODE_JUST_SENT" });
    await passPause();
    expect((await browser.call(SEND_CODE_AGAIN, {})).status).toBe(200);
    const latest = await readBrowserCode(server, email);
    expect(outcome(await enterBrowserCode(browser, code))).toEqual(wrongCode);
    expect((await enterBrowserCode(browser, latest)).status).toBe(200);
  });

  test("is sent to no one without the password", async () => {
    const response = await openBrowser(server).call(SEND_CODE_AGAIN, {});
    expect(outcome(response)).toEqual(stepOver);
  });

  test("can't be guessed more often when new ones are sent", async () => {
    const person = await signUp(server);
    const { email, browser, code } = await atStep(person);
    let latest = code;
    for (let guess = 0; guess < FREE_GUESSES; guess++) {
      if (guess % EMAILED_CODE.attempts === 0 && guess > 0) {
        await passPause();
        await receiveAgain(server, email);
        // From another address, because each has a limit of its own.
        expect((await browser.copy().call(SEND_CODE_AGAIN, {})).status).toBe(200);
        latest = await readBrowserCode(server, email);
      }
      const { status } = await enterBrowserCode(browser.copy(), wrong(latest));
      expect(status).toBe(400);
    }
    const paused = { status: 429, code: "TOO_MANY_GUESSES" };
    expect(outcome(await enterBrowserCode(browser.copy(), latest))).toEqual(paused);
    // Nor by beginning again, in another browser.
    await receiveAgain(server, email);
    const other = await atStep(person);
    expect(outcome(await enterBrowserCode(other.browser, other.code))).toEqual(paused);
  });

  test("expires, and so does the sign-in", async () => {
    const { browser, code } = await atStep();
    const expiresAt = new Date(Date.now() - 1000);
    await server.db.update(verification).set({ expiresAt });
    expect(outcome(await enterBrowserCode(browser, code))).toEqual(stepOver);
  });

  test("isn't in the database", async () => {
    const { code } = await atStep();
    const rows = await server.db.select().from(verification);
    expect(rows.some(({ value }) => value.includes(code))).toBe(false);
  });
  // @feature cookie

  test("can't be requested with a forged cookie", async () => {
    const { browser } = await atStep();
    const stranger = openBrowser(server);
    for (const [name, value] of browser.cookies) {
      if (name.endsWith("new_browser")) stranger.cookies.set(name, `x${value.slice(1)}`);
    }
    expect(stranger.cookies.size).toBe(1);
    expect(outcome(await stranger.call(ENTER_CODE, { code: "123456" }))).toEqual(stepOver);
  });
  // @end
});

describe("a new password", () => {
  test("ends a sign-in that is waiting for a code", async () => {
    const { email, browser, code } = await atStep();
    await openBrowser(server).call("/request-password-reset", { email });
    const token = await readToken(server, email);
    await openBrowser(server).call("/reset-password", { token, newPassword: newPassword() });
    expect(outcome(await enterBrowserCode(browser, code))).toEqual(stepOver);
  });

  test("chosen at the moment when the code is checked lets no one sign in", async () => {
    const { email, browser, code } = await atStep();
    const [owner] = await server.db.select().from(user).where(eq(user.email, email));
    const end = await server.database.whenever(
      "insert on session",
      `update account set password = 'new' where user_id = '${owner?.id}'`,
    );
    const entered = await enterBrowserCode(browser, code);
    await end();
    expect(outcome(entered)).toEqual({ status: 401, code: "ACCOUNT_CHANGED" });
    expect(await isSignedIn(browser)).toBe(false);
    // The one of the browser that registered.
    expect(await sessionsOf(email)).toBe(1);
  });

  test("chosen by email makes that browser known, and all others unknown", async () => {
    const { email, browser: before } = await signUp(server);
    const [browser, password] = [openBrowser(server), newPassword()];
    await browser.call("/request-password-reset", { email });
    const token = await readToken(server, email);
    expect((await browser.call("/reset-password", { token, newPassword: password })).status).toBe(
      200,
    );
    await signInWith(browser, email, password);
    expect(await isSignedIn(browser)).toBe(true);
    await signInWith(before, email, password);
    expect(await isSignedIn(before)).toBe(false);
  });

  test("chosen with a link that doesn't work makes no browser known", async () => {
    const { email, password } = await signUp(server);
    const browser = openBrowser(server);
    const link = { token: "x".repeat(24), newPassword: newPassword() };
    expect((await browser.call("/reset-password", link)).status).toBe(400);
    await signInWith(browser, email, password);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("chosen on the account page keeps this browser known, and no other", async () => {
    const person = await signUp(server);
    const other = await atStep(person);
    await enterBrowserCode(other.browser, other.code);
    const next = newPassword();
    const change = { currentPassword: person.password, newPassword: next };
    expect((await person.browser.call("/change-password", change)).status).toBe(200);
    await person.browser.call("/sign-out", {});
    await signInWith(person.browser, person.email, next);
    expect(await isSignedIn(person.browser)).toBe(true);
    await signInWith(other.browser, person.email, next);
    expect(await isSignedIn(other.browser)).toBe(false);
  });
});

test("no one who is waiting for a code can sign in to a deleted account", async () => {
  const { email, known, browser, code } = await atStep();
  expect((await known.call(DELETE_ACCOUNT, { confirmation: email })).status).toBe(200);
  expect(outcome(await enterBrowserCode(browser, code))).toEqual(stepOver);
});
