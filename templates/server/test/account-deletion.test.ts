import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account, activity, rateLimit, session, user, verification } from "~/db/schema";
import { DELETE_ACCOUNT, END_OTHER_SESSIONS, END_SESSION } from "~/services/account/rules";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import { accountPage, isSignedIn } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, register, signInWith, signUp } from "./support/passwords"; // @feature password
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { clientLimits, newEmail, type Server, startServer, until } from "./support/server";
import { isCount, signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

function deleteAccount(browser: Browser, confirmation: string, headers: HeadersInit = {}) {
  return browser.call(DELETE_ACCOUNT, { confirmation }, headers);
}

async function idOf(email: string) {
  const [row] = await server.db.select({ id: user.id }).from(user).where(eq(user.email, email));
  return row?.id;
}

/** Someone whose sign-in is no longer recent. */
async function signedInLongAgo() {
  const email = newEmail();
  const browser = await signIn(server, email);
  const createdAt = new Date(Date.now() - (RECENT_SIGN_IN_IN_MINUTES + 1) * 60 * 1000);
  const isTheirs = eq(session.userId, (await idOf(email)) ?? "");
  await server.db.update(session).set({ createdAt }).where(isTheirs);
  return { email, browser };
}

/** Every row that has one of these texts in it. */
async function rowsWith(...texts: string[]) {
  const tables = { user, account, session, verification, rateLimit, activity };
  const found: string[] = [];
  for (const [name, table] of Object.entries(tables)) {
    for (const row of await server.db.select().from(table)) {
      const text = JSON.stringify(row);
      if (texts.some((one) => text.includes(one))) found.push(`${name}: ${text}`);
    }
  }
  return found;
}

/** Whether the owner of an address has been told by email. */
async function isTold(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: { to: string; subject: string }[] };
  return messages.some(({ to, subject }) => to === email && subject.includes("was deleted"));
}

describe("deleting an account", () => {
  test("removes every row about the person, and signs them out everywhere at once", async () => {
    const email = newEmail();
    const laptop = await signIn(server, email);
    const phone = await signIn(server, email);
    const id = (await idOf(email)) ?? "";
    const someone = await signIn(server);
    expect((await deleteAccount(laptop, email)).status).toBe(200);
    for (const browser of [laptop, phone]) expect(await isSignedIn(browser)).toBe(false);
    expect(await rowsWith(id, email)).toEqual([]);
    expect(await isSignedIn(someone)).toBe(true);
    await until(() => isTold(email));
  });

  test("requires typing the address", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    for (const confirmation of ["", newEmail(), "yes"]) {
      const { status, body } = await deleteAccount(browser, confirmation);
      expect(status).toBe(400);
      expect(body).toContain("NOT_CONFIRMED");
    }
    expect(await isSignedIn(browser)).toBe(true);
    expect((await deleteAccount(browser, ` ${email.toUpperCase()} `)).status).toBe(200);
  });

  test("requires a recent sign-in: a screen left open isn't enough", async () => {
    const { email, browser } = await signedInLongAgo();
    const { status, body } = await deleteAccount(browser, email);
    expect(status).toBe(403);
    expect(body).toContain("CONFIRM_ITS_YOU");
    expect(await idOf(email)).toBeDefined();
  });

  test("isn't possible for strangers, from other sites, or through a link", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    expect((await deleteAccount(openBrowser(server), email)).status).toBe(401);
    expect((await deleteAccount(browser, email, { Origin: "https://evil.example" })).status).toBe(
      403,
    );
    const url = `/api/auth${DELETE_ACCOUNT}?confirmation=${encodeURIComponent(email)}`;
    expect((await browser.get(url)).status).not.toBe(200);
    const attacker = await signIn(server);
    expect((await deleteAccount(attacker, email)).status).toBe(400);
    expect(await idOf(email)).toBeTruthy();
  });

  test("leaves nothing behind from requests under way, and none of them gets a 500", async () => {
    const email = newEmail();
    const laptop = await signIn(server, email);
    const phone = await signIn(server, email);
    const id = (await idOf(email)) ?? "";
    const others = Array.from({ length: 4 }, () => [
      phone.call(END_SESSION, { id: "none" }),
      phone.get(accountPage.sessions),
      phone.get(accountPage.data),
      phone.call(END_OTHER_SESSIONS, {}),
    ]).flat();
    const responses = await Promise.all([...others, deleteAccount(laptop, email)]);
    for (const { status } of responses) expect(status).toBeLessThan(500);
    // One of them may have ended the session of the deletion before that began.
    if (responses.at(-1)?.status !== 200) {
      const again = await signIn(server, email);
      expect((await deleteAccount(again, email)).status).toBe(200);
    }
    expect(await isSignedIn(phone)).toBe(false);
    expect(await rowsWith(id)).toEqual([]);
  });

  test("is limited for each client address", async () => {
    const browser = openBrowser(server);
    const statuses: number[] = [];
    for (let attempt = 0; attempt <= clientLimits[DELETE_ACCOUNT].max; attempt += 1) {
      statuses.push((await deleteAccount(browser, "x@example.com")).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
  // @feature password

  test("removes registrations of the address, and sign-ins that are comparing a password", async () => {
    const { browser, email, password } = await signUp(server);
    const id = (await idOf(email)) ?? "";
    await register(openBrowser(server), email, newPassword());
    const late = signInWith(openBrowser(server), email, password);
    const [deleted, { status }] = await Promise.all([deleteAccount(browser, email), late]);
    expect(deleted.status).toBe(200);
    expect(status).toBeLessThan(500);
    expect(await rowsWith(id, email)).toEqual([]);
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(401);
  });
  // @end
  // @feature two-factor

  test("removes a sign-in that is waiting for its second factor", async () => {
    const { browser, email, enter } = await withSecondFactor(server);
    const id = (await idOf(email)) ?? "";
    const waiting = openBrowser(server);
    await enter(waiting);
    expect((await deleteAccount(browser, email)).status).toBe(200);
    const { status } = await waiting.call("/two-factor/verify-totp", { code: "123456" });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(await rowsWith(id, email)).toEqual([]);
  });
  // @end

  test("leaves a count of one sent email, without the address", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    await deleteAccount(browser, email);
    await until(() => isTold(email));
    const rows = await server.db.select().from(verification);
    for (const row of rows.filter(isCount)) expect(JSON.stringify(row)).not.toContain(email);
  });
});

describe("the data to download", () => {
  test("is everything about this person, except what would let someone sign in", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    await signIn(server);
    const id = (await idOf(email)) ?? "";
    await until(() => server.db.$count(activity, eq(activity.userId, id)));
    const { status, body, headers } = await browser.get(accountPage.data);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("application/json");
    expect(headers.get("cache-control")).toContain("no-store");
    const data = JSON.parse(body);
    for (const part of ["account", "signInMethods", "sessions", "activity"]) {
      expect(Object.keys(data)).toContain(part);
    }
    expect(data.account).toHaveLength(1);
    expect(data.account[0].email).toBe(email);
    expect(data.sessions).toHaveLength(1);
    expect(data.activity.length).toBeGreaterThan(0);
    const rows = [
      ...(await server.db.select().from(session).where(eq(session.userId, id))),
      ...(await server.db.select().from(account).where(eq(account.userId, id))),
    ];
    for (const row of rows) {
      for (const secret of ["token", "password"] as const) {
        const value = secret in row && row[secret as keyof typeof row];
        if (typeof value === "string") expect(body).not.toContain(value);
      }
    }
  });

  test("requires a recent sign-in", async () => {
    const { email, browser } = await signedInLongAgo();
    const { status, body } = await browser.get(accountPage.data);
    expect([302, 403]).toContain(status);
    expect(body).not.toContain(email);
  });

  test("is only for people who are signed in", async () => {
    const { status, body } = await openBrowser(server).get(accountPage.data);
    expect([302, 401]).toContain(status);
    expect(body).not.toContain("signInMethods");
  });
});
