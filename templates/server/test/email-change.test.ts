import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, user, verification } from "~/db/schema";
import {
  CANCEL_EMAIL_CHANGE,
  CHANGE_EMAIL,
  CONFIRM_NEW_EMAIL,
  UNDO_EMAIL_CHANGE,
} from "~/services/email-change/rules";
import { EMAILED_CODE, FREE_GUESSES, RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import { type Browser, openBrowser } from "./support/browser";
import { addPasskey, signInWithPasskey } from "./support/passkeys"; // @feature passkey
import { newPassword, signInWith, signUp } from "./support/passwords"; // @feature password
import { newEmail, type Server, startServer, until } from "./support/server";
import { readCode, signIn, wrong } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;
const begin = (browser: Browser, to: string) => browser.call(CHANGE_EMAIL, { newEmail: to });
const confirm = (browser: Browser, code: string) => browser.call(CONFIRM_NEW_EMAIL, { code });
const cancel = (browser: Browser) => browser.call(CANCEL_EMAIL_CHANGE, {});
const undo = (token: string) => openBrowser(server).call(UNDO_EMAIL_CHANGE, { token });

interface Sent {
  to: string;
  subject: string;
  link?: string;
  text: string;
}

async function emailsTo(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: Sent[] };
  return messages.filter(({ to }) => to === email);
}

/** The secret of the newest link with which an address takes a change back. */
async function undoToken(email: string) {
  const link = await until(
    async () => (await emailsTo(email)).find((sent) => sent.link?.includes("/undo-email"))?.link,
  );
  return new URL(link).searchParams.get("token") ?? "";
}

async function personIn(browser: Browser) {
  const { body } = await browser.get("/api/auth/get-session");
  return JSON.parse(body)?.user;
}

const emailOf = async (browser: Browser) => (await personIn(browser))?.email;

async function someone() {
  const email = newEmail();
  return { email, browser: await signIn(server, email) };
}

/** Changes the email of someone who is signed in, and returns the new one. */
async function change(browser: Browser, to = newEmail()) {
  await begin(browser, to);
  const { status, body } = await confirm(browser, await readCode(server, to));
  if (status !== 200) throw new Error(`Not changed: ${status} ${body}`);
  return to;
}

describe("changing the email", () => {
  test("requires a code sent to the new address, and keeps people signed in", async () => {
    const { email, browser } = await someone();
    const other = await signIn(server, email);
    const to = newEmail();
    expect((await begin(browser, ` ${to.toUpperCase()} `)).status).toBe(200);
    expect(await emailOf(browser)).toBe(email);
    expect((await confirm(browser, await readCode(server, to))).status).toBe(200);
    expect(await emailOf(browser)).toBe(to);
    expect(await emailOf(other)).toBe(to);
    const subjects = (await emailsTo(email)).map(({ subject }) => subject).join();
    expect(subjects).toContain("was changed");
  });

  test("refuses a wrong code, another session's code, and a used one", async () => {
    const { email, browser } = await someone();
    const other = await signIn(server, email);
    const to = newEmail();
    await begin(browser, to);
    const code = await readCode(server, to);
    expect(codeOf(await confirm(browser, wrong(code)))).toBe("WRONG_CODE");
    expect(codeOf(await confirm(other, code))).toBe("CODE_OVER");
    expect((await confirm(browser, code)).status).toBe(200);
    expect(codeOf(await confirm(browser, code))).toBe("CODE_OVER");
  });

  test("with the code for one address doesn't change to another one", async () => {
    const { email, browser } = await someone();
    const [own, others] = [newEmail(), newEmail()];
    await begin(browser, own);
    const code = await readCode(server, own);
    await begin(browser, others);
    expect((await confirm(browser, code)).status).toBe(400);
    expect(await emailOf(browser)).toBe(email);
  });

  test("happens once, even if the code arrives ten times at once", async () => {
    const { browser } = await someone();
    const to = newEmail();
    await begin(browser, to);
    const code = await readCode(server, to);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => confirm(browser.copy(), code)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("allows no more guesses when codes go to other addresses", async () => {
    const { browser } = await someone();
    let code = "";
    for (let guess = 0; guess < FREE_GUESSES; guess++) {
      if (guess % EMAILED_CODE.attempts === 0) {
        const to = newEmail();
        // From another client address, because each has a limit of its own.
        await begin(browser.copy(), to);
        code = await readCode(server, to);
      }
      expect((await confirm(browser.copy(), wrong(code))).status).toBe(400);
    }
    expect(codeOf(await confirm(browser.copy(), code))).toBe("TOO_MANY_GUESSES");
  });

  test("asks people to confirm that it's them, unless they have just signed in", async () => {
    const { email, browser } = await someone();
    const [person] = await server.db.select().from(user).where(eq(user.email, email));
    const createdAt = new Date(Date.now() - (RECENT_SIGN_IN_IN_MINUTES + 1) * 60 * 1000);
    const isTheirs = eq(session.userId, person?.id ?? "");
    await server.db.update(session).set({ createdAt }).where(isTheirs);
    expect(codeOf(await begin(browser, newEmail()))).toBe("CONFIRM_ITS_YOU");
  });

  test("can be cancelled, in the session that began it", async () => {
    const { email, browser } = await someone();
    const other = await signIn(server, email);
    const to = newEmail();
    await begin(browser, to);
    const code = await readCode(server, to);
    await cancel(other);
    expect(codeOf(await confirm(browser, wrong(code)))).toBe("WRONG_CODE");
    expect((await cancel(browser)).status).toBe(200);
    expect(codeOf(await confirm(browser, code))).toBe("CODE_OVER");
    expect(await emailOf(browser)).toBe(email);
  });

  test("that is cancelled and begun again needs the code already sent, not another", async () => {
    const { browser } = await someone();
    const to = newEmail();
    await begin(browser, to);
    const code = await readCode(server, to);
    await cancel(browser);
    const again = await begin(browser, to);
    expect([again.status, codeOf(again)]).toEqual([429, "CODE_JUST_SENT"]);
    expect(await emailsTo(to)).toHaveLength(1);
    expect((await confirm(browser, code)).status).toBe(200);
    expect(await emailOf(browser)).toBe(to);
  });

  test("requires being signed in, and a valid, different address", async () => {
    const { email, browser } = await someone();
    expect((await begin(openBrowser(server), newEmail())).status).toBe(401);
    expect((await confirm(openBrowser(server), "000000")).status).toBe(401);
    expect((await cancel(openBrowser(server))).status).toBe(401);
    expect(codeOf(await begin(browser, email))).toBe("SAME_EMAIL");
    expect((await begin(browser, "no address")).status).toBe(400);
    expect((await begin(browser, `${"a".repeat(250)}@example.com`)).status).toBe(400);
  });
});

describe("an address that has an account", () => {
  test("gets the same response, and only its owner is told", async () => {
    const [{ browser }, other] = [await someone(), await someone()];
    const free = await begin(browser, newEmail());
    const taken = await begin(browser, other.email);
    expect([taken.status, taken.body]).toEqual([free.status, free.body]);
    const told = await until(async () =>
      (await emailsTo(other.email)).find(({ subject }) => subject.includes("already has")),
    );
    expect(told.text).not.toContain("Enter this code");
    expect((await confirm(browser, "000000")).status).toBe(400);
  });

  test("isn't taken over by someone who was faster with the form than its owner", async () => {
    const { email, browser } = await someone();
    const to = newEmail();
    await begin(browser, to);
    const code = await readCode(server, to);
    const owner = await signIn(server, to);
    expect((await confirm(browser, code)).status).toBe(400);
    expect(await emailOf(browser)).toBe(email);
    expect(await emailOf(owner)).toBe(to);
    expect((await emailsTo(email)).some(({ link }) => link?.includes("/undo-email"))).toBe(false);
  });
});

describe("the link at the old address", () => {
  test("restores that address, once, and signs out every device", async () => {
    const { email, browser } = await someone();
    const to = await change(browser);
    const token = await undoToken(email);
    expect((await undo(token)).status).toBe(200);
    expect(await emailOf(browser)).toBeUndefined();
    const people = await server.db.select().from(user);
    expect(people.filter((person) => person.email === email)).toHaveLength(1);
    expect(people.filter((person) => person.email === to)).toHaveLength(0);
    expect(codeOf(await undo(token))).toBe("INVALID_TOKEN");
  });

  test("works after later changes, whose links can't bring back what it has undone", async () => {
    const { email, browser } = await someone();
    const thiefs = await change(browser);
    await change(browser);
    const [token, thiefsToken] = [await undoToken(email), await undoToken(thiefs)];
    expect((await undo(token)).status).toBe(200);
    expect(codeOf(await undo(thiefsToken))).toBe("INVALID_TOKEN");
  });

  test("isn't invalidated by the link of a later change", async () => {
    const { email, browser } = await someone();
    const thiefs = await change(browser);
    await change(browser);
    const [token, thiefsToken] = [await undoToken(email), await undoToken(thiefs)];
    expect((await undo(thiefsToken)).status).toBe(200);
    expect((await undo(token)).status).toBe(200);
    const people = await server.db.select().from(user).where(eq(user.email, email));
    expect(people).toHaveLength(1);
  });

  test("can't be blocked: until it expires, no other account can take the address", async () => {
    const { email, browser } = await someone();
    await change(browser);
    await expect(signIn(server, email)).rejects.toThrow();
    const other = await someone();
    await begin(other.browser, email);
    expect((await undo(await undoToken(email))).status).toBe(200);
  });

  test("is random, and isn't in the database", async () => {
    const { email, browser } = await someone();
    await change(browser);
    const token = await undoToken(email);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify(await server.db.select().from(verification))).not.toContain(token);
    expect(codeOf(await undo(`${token}x`))).toBe("INVALID_TOKEN");
  });

  test("isn't the only way back: the account can also change to its old address", async () => {
    const { email, browser } = await someone();
    const to = await change(browser);
    await begin(browser, email);
    expect((await confirm(browser, await readCode(server, email))).status).toBe(200);
    expect(await emailOf(browser)).toBe(email);
    expect((await emailsTo(to)).length).toBeGreaterThan(0);
  });
  // @feature passkey

  test("also removes a passkey added since, and ends a session that it's starting", async () => {
    const { email, browser } = await someone();
    await change(browser);
    const passkey = await addPasskey(server, browser);
    const other = await someone();
    const [owner, late] = [await personIn(browser), await personIn(other.browser)];
    // As if the session began at that moment.
    const end = await server.database.whenever(
      "delete on passkey",
      `update session set user_id = '${owner.id}' where user_id = '${late.id}'`,
    );
    expect((await undo(await undoToken(email))).status).toBe(200);
    await end();
    expect(codeOf((await signInWithPasskey(server, passkey)).answer)).toBe("PASSKEY_UNKNOWN");
    expect(await emailOf(other.browser)).toBeUndefined();
  });
  // @end
});

// @feature password
describe("with a password", () => {
  test("neither the old address nor a reset link that was sent to it signs in", async () => {
    const { browser, email, password } = await signUp(server);
    const stranger = openBrowser(server);
    await stranger.call("/request-password-reset", { email });
    const link = await until(
      async () => (await emailsTo(email)).find((sent) => sent.link?.includes("/reset-"))?.link,
    );
    const to = await change(browser);
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(401);
    const token = new URL(link).searchParams.get("token");
    const reset = { token, newPassword: newPassword() };
    expect((await stranger.call("/reset-password", reset)).status).toBe(400);
    expect((await signInWith(openBrowser(server), to, password)).status).toBe(200);
  });

  test("undoing the change also removes the password, which someone else may know", async () => {
    const { browser, email, password } = await signUp(server);
    await change(browser);
    await undo(await undoToken(email));
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(401);
  });
});
// @end
