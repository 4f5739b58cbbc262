import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  session, // @feature two-factor
  user,
  verification,
} from "~/db/schema";
import { DELETE_ACCOUNT } from "~/services/account/rules";
import { CONFIRM, SEND_CONFIRMATION_CODE } from "~/services/confirm-its-you/rules";
import { EMAILED_CODE } from "~/services/rules";
// @feature passkey
import {
  ADD_PASSKEY,
  BEGIN_ADDING_PASSKEY,
  REMOVE_PASSKEY,
} from "~/services/sign-in/passkey/rules";
// @end
import { CHANGE_PASSWORD } from "~/services/sign-in/password/rules"; // @feature password
import { NEW_RECOVERY_CODES, TURN_OFF, TURN_ON } from "~/services/two-factor/rules"; // @feature two-factor
import { ageSessions } from "./support/age-sessions";
import { appCode } from "./support/app-code"; // @feature two-factor
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, signUp } from "./support/passwords"; // @feature password
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { newEmail, type Server, startServer } from "./support/server";
import {
  readCode,
  receiveAgain, // @feature email-code
  signIn,
  wrong,
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** What needs a recent sign-in, or a confirmation. */
const sensitive: readonly string[] = [
  DELETE_ACCOUNT,
  CHANGE_PASSWORD, // @feature password
  // @feature two-factor
  TURN_ON,
  TURN_OFF,
  NEW_RECOVERY_CODES,
  // @end
  // @feature passkey
  BEGIN_ADDING_PASSKEY,
  ADD_PASSKEY,
  REMOVE_PASSKEY,
  // @end
];

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;
const outcome = (answer: { status: number; body: string }) => ({
  status: answer.status,
  code: codeOf(answer),
});

async function someone() {
  const email = newEmail();
  const browser = await signIn(server, email);
  await ageSessions(server, email);
  return { email, browser };
}

/** Anything that asks first, and what it says once it doesn't: better-auth misses a field then. */
const [asking = ""] = sensitive;
const mustConfirm = { status: 403, code: "CONFIRM_ITS_YOU" };
const isAsked = async (browser: Browser) =>
  codeOf(await browser.call(asking, {})) === "CONFIRM_ITS_YOU";
const confirm = (browser: Browser, way: string, proof: string) =>
  browser.call(CONFIRM, { way, proof });

describe("what protects an account", () => {
  test.each(sensitive)("isn't changed by %s long after signing in", async (path) => {
    const { browser } = await someone();
    expect(outcome(await browser.call(path, {}))).toEqual(mustConfirm);
  });

  test("can be changed right after signing in", async () => {
    expect(await isAsked(await signIn(server))).toBe(false);
  });
});

/** A code in the digits of another script, of which this is the zero. */
function inDigitsFrom(zero: string, code: string) {
  return code.replace(/\d/g, (digit) => String.fromCharCode(zero.charCodeAt(0) + Number(digit)));
}

describe("a code by email", () => {
  async function withCode() {
    const person = await someone();
    expect((await person.browser.call(SEND_CONFIRMATION_CODE, {})).status).toBe(200);
    return { ...person, code: await readCode(server, person.email) };
  }

  test("confirms that it's you, in this session only, and the session stays", async () => {
    const { browser, email, code } = await withCode();
    const before = browser.cookies.size; // @feature cookie
    const other = await signIn(server, email);
    await ageSessions(server, email);
    expect((await confirm(browser, "email-code", code)).status).toBe(200);
    expect(browser.cookies.size).toBe(before); // @feature cookie
    expect(await isAsked(browser)).toBe(false);
    expect(await isAsked(other)).toBe(true);
  });

  test.each([
    ["in groups", (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ["on a Japanese keyboard", (code: string) => inDigitsFrom("０", code)],
    ["on an Arabic keyboard", (code: string) => inDigitsFrom("٠", code)],
    ["on a Persian keyboard", (code: string) => inDigitsFrom("۰", code)],
  ])("can be typed %s", async (_, typed) => {
    const { browser, code } = await withCode();
    expect((await confirm(browser, "email-code", typed(code))).status).toBe(200);
  });

  test("confirms only for a while", async () => {
    const { browser, code } = await withCode();
    await confirm(browser, "email-code", code);
    await expire();
    expect(await isAsked(browser)).toBe(true);
  });

  test("works once", async () => {
    const { browser, code } = await withCode();
    await confirm(browser, "email-code", code);
    const again = await confirm(browser, "email-code", code);
    expect(outcome(again)).toEqual({ status: 400, code: "CODE_OVER" });
  });

  test("works once, even if it arrives ten times at once", async () => {
    const { browser, code } = await withCode();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => confirm(browser.copy(), "email-code", code)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("allows three attempts, even if they arrive at once", async () => {
    const { browser, code } = await withCode();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => confirm(browser.copy(), "email-code", wrong(code))),
    );
    const wrongs = answers.filter((answer) => codeOf(answer) === "WRONG_CODE");
    expect(wrongs).toHaveLength(EMAILED_CODE.attempts - 1);
    expect(codeOf(await confirm(browser, "email-code", code))).toBe("CODE_OVER");
    expect(await isAsked(browser)).toBe(true);
  });

  test("isn't accepted if it's for another session or from someone else", async () => {
    const { browser, email } = await withCode();
    const other = await signIn(server, email);
    await ageSessions(server, email);
    const elsewhere = await withCode();
    for (const code of [await readCode(server, email), elsewhere.code]) {
      expect(codeOf(await confirm(other, "email-code", code))).toBe("CODE_OVER");
    }
    expect(await isAsked(browser)).toBe(true);
  });

  test("can't be requested again at once, and the response says how long to wait", async () => {
    const { browser } = await withCode();
    const again = await browser.call(SEND_CONFIRMATION_CODE, {});
    expect(outcome(again)).toEqual({ status: 429, code: "CODE_JUST_SENT" });
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  // @feature email-code
  test("can't be used to sign in, and a sign-in code can't be used here", async () => {
    const { browser, email, code } = await withCode();
    const stranger = openBrowser(server);
    await receiveAgain(server, email);
    await stranger.call("/email-otp/send-verification-otp", { email, type: "sign-in" });
    const signInCode = await readCode(server, email);
    expect((await stranger.call("/sign-in/email-otp", { email, otp: code })).status).toBe(400);
    expect(codeOf(await confirm(browser, "email-code", signInCode))).toBe("WRONG_CODE");
    expect((await stranger.call("/sign-in/email-otp", { email, otp: signInCode })).status).toBe(
      200,
    );
  });

  // @end
  test("allows only so many guesses per account, no matter how many codes are sent", async () => {
    const { browser } = await someone();
    const codes: string[] = [];
    for (let guess = 0; guess < 12; guess++) {
      codes.push(codeOf(await confirm(browser.copy(), "email-code", "000000")));
    }
    expect(codes).toEqual([...Array(10).fill("CODE_OVER"), ...Array(2).fill("TOO_MANY_GUESSES")]);
  });

  test("is only for people who are signed in", async () => {
    const stranger = openBrowser(server);
    expect((await stranger.call(SEND_CONFIRMATION_CODE, {})).status).toBe(401);
    expect((await confirm(stranger, "email-code", "000000")).status).toBe(401);
  });
});

test("nothing else confirms that it's you", async () => {
  const { browser } = await someone();
  for (const way of ["", "magic", "app-code", "__proto__"]) {
    const { status } = await confirm(browser, way, "000000");
    expect({ way, refused: status === 400 || status === 403 }).toEqual({ way, refused: true });
  }
  expect(await isAsked(browser)).toBe(true);
});

// @feature password
describe("a password", () => {
  test("confirms that it's you", async () => {
    const { browser, email, password } = await signUp(server);
    await ageSessions(server, email);
    const wrongOne = await confirm(browser, "password", newPassword());
    expect(outcome(wrongOne)).toEqual({ status: 400, code: "INVALID_PASSWORD" });
    expect(await isAsked(browser)).toBe(true);
    expect((await confirm(browser, "password", password)).status).toBe(200);
    expect(await isAsked(browser)).toBe(false);
  });

  test("shares its count of guesses with the form that changes it", async () => {
    const { browser, email } = await signUp(server);
    for (let guess = 0; guess < 5; guess++) {
      const body = { currentPassword: newPassword(), newPassword: newPassword() };
      expect((await browser.copy().call(CHANGE_PASSWORD, body)).status).toBe(400);
    }
    await ageSessions(server, email);
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      codes.push(codeOf(await confirm(browser.copy(), "password", newPassword())));
    }
    expect(codes).toEqual([...Array(5).fill("INVALID_PASSWORD"), "TOO_MANY_GUESSES"]);
  });

  test("no longer confirms a session once the password is changed", async () => {
    const { browser, email, password } = await signUp(server);
    await ageSessions(server, email);
    await confirm(browser, "password", password);
    const body = { currentPassword: password, newPassword: newPassword() };
    expect((await browser.call(CHANGE_PASSWORD, body)).status).toBe(200);
    expect(await isAsked(browser)).toBe(true);
  });
});

// @end
// @feature two-factor
describe("with a second factor", () => {
  async function aged() {
    const person = await withSecondFactor(server);
    await ageSessions(server, person.email);
    // The next request extends the session, which isn't a sign-in and asks for nothing.
    await server.db.update(session).set({ expiresAt: new Date(Date.now() + 2 * 86_400_000) });
    return person;
  }

  test("a code from the app confirms that it's you, once", async () => {
    const { browser, email, uri } = await aged();
    const code = appCode(uri, 1);
    expect((await confirm(browser, "app-code", code)).status).toBe(200);
    expect(await isAsked(browser)).toBe(false);
    const other = browser.copy();
    await expire();
    await ageSessions(server, email);
    expect(outcome(await confirm(other, "app-code", code))).toEqual({
      status: 401,
      code: "INVALID_CODE",
    });
  });

  test("nothing weaker than the second factor confirms that it's you", async () => {
    const person = await aged();
    const { browser } = person;
    expect((await browser.call(SEND_CONFIRMATION_CODE, {})).status).toBe(403);
    expect(codeOf(await confirm(browser, "email-code", "000000"))).toBe("NOT_THIS_WAY");
    // @feature password
    const { password = newPassword() } = person.credentials;
    expect(codeOf(await confirm(browser, "password", password))).toBe("NOT_THIS_WAY");
    // @end
    expect(await isAsked(browser)).toBe(true);
  });

  test("guesses at the app's code are limited", async () => {
    const { browser } = await aged();
    const codes: string[] = [];
    for (let guess = 0; guess < 11; guess++) {
      codes.push(codeOf(await confirm(browser.copy(), "app-code", `00000${guess % 10}`)));
    }
    expect(codes.at(-1)).toBe("TOO_MANY_GUESSES");
  });

  test("a stranger who signs in can't use up the code that the app shows", async () => {
    const { uri, enter } = await aged();
    const other = openBrowser(server);
    await enter(other);
    expect((await confirm(other, "app-code", appCode(uri, 1))).status).toBe(401);
    const verified = await other.call("/two-factor/verify-totp", { code: appCode(uri, 1) });
    expect(verified.status).toBe(200);
  });
});

// @end
/** Lets every confirmation expire. */
async function expire() {
  const past = new Date(Date.now() - 1000);
  const people = server.db.select({ id: user.id }).from(user);
  const isConfirmation = inArray(verification.value, people);
  await server.db.update(verification).set({ expiresAt: past }).where(isConfirmation);
}
