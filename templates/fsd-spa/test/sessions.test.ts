import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, user } from "~/db/schema";
import { openBrowser } from "./support/browser";
import { type Server, startServer } from "./support/server";
import {
  askForCode, // @feature email-code
  newEmail,
  signIn,
} from "./support/sign-in";

const DAY = 24 * 60 * 60 * 1000;
const cookieName = "auth.session_token"; // @feature cookie

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

async function sessionsOf(email: string) {
  const rows = await server.db
    .select({ session })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(user.email, email));
  return rows.map((row) => row.session);
}

describe("signing in", () => {
  // @feature email-code
  test("gives a new session and ends the one that the browser had", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const before = browser.copy();
    const code = await askForCode(server, browser, email);
    const answer = await browser.call("/sign-in/email-otp", { email, otp: code });
    expect(answer.status).toBe(200);
    expect(browser.cookies.get(cookieName)).not.toBe(before.cookies.get(cookieName)); // @feature cookie
    expect((await before.get("/api/me")).status).toBe(401);
    expect((await browser.get("/api/me")).status).toBe(200);
    expect(await sessionsOf(email)).toHaveLength(1);
  });
  // @end

  test("in one browser leaves the others signed in", async () => {
    const email = newEmail();
    const phone = await signIn(server, email);
    await signIn(server, email);
    expect((await phone.get("/api/me")).status).toBe(200);
  });

  // @feature email-code
  // @feature cookie
  test("sets a cookie that scripts and other sites do not get", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const code = await askForCode(server, browser, email);
    const { cookies } = await browser.call("/sign-in/email-otp", { email, otp: code });
    const cookie = cookies.find((one) => one.startsWith(cookieName));
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toMatch(/; Domain/i);
    // Safari would drop a Secure cookie on http://localhost.
    expect(cookie).not.toMatch(/; Secure/i);
  });
  // @end

  test("shows the session's token in the cookie and nowhere else", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, email);
    const answers = [
      await browser.copy().call("/sign-in/email-otp", { email, otp: "000000" }),
      await browser.call("/sign-in/email-otp", { email, otp: code }),
      await browser.get("/api/auth/get-session"),
      await browser.get("/dashboard"),
      await browser.get("/api/me"),
    ];
    const [row] = await sessionsOf(email);
    expect(row?.token).toBeTruthy();
    for (const { body } of answers) expect(body).not.toContain(row?.token);
    expect(JSON.parse(answers[2]?.body ?? "").user.email).toBe(email);
  });
  // @end
});

describe("signing out", () => {
  // @feature cookie
  test("clears the cookie, and the old one no longer opens anything", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const thief = browser.copy();
    const { headers, cookies } = await browser.call("/sign-out", {});
    expect(cookies.some((c) => c.startsWith(`${cookieName}=;`) && /max-age=0/i.test(c))).toBe(true);
    expect(headers.get("clear-site-data")).toContain("cache");
    expect(browser.cookies.has(cookieName)).toBe(false);
    expect((await thief.get("/api/me")).status).toBe(401);
    expect((await thief.get("/api/auth/get-session")).body).toBe("null");
    expect(await sessionsOf(email)).toHaveLength(0);
  });
  // @end

  test("does not happen by a link", async () => {
    const browser = await signIn(server);
    expect((await browser.get("/api/auth/sign-out")).status).toBe(404);
    expect((await browser.get("/api/me")).status).toBe(200);
  });

  test("works for someone who is not signed in, too", async () => {
    expect((await openBrowser(server).call("/sign-out", {})).status).toBe(200);
  });
});

describe("a session", () => {
  // @feature cookie
  test("in use is extended, and the browser gets to know", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    await server.db.update(session).set({ expiresAt: new Date(Date.now() + 2 * DAY) });
    const { cookies } = await browser.get("/dashboard");
    expect(cookies.filter((cookie) => cookie.startsWith(cookieName))).toHaveLength(1);
    expect(cookies.join()).toMatch(/max-age=604800/i);
    const [row] = await sessionsOf(email);
    expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6 * DAY);
  });
  // @end

  // @feature cookie
  test("that is extended while signing out is over all the same", async () => {
    const browser = await signIn(server);
    await server.db.update(session).set({ expiresAt: new Date(Date.now() + 2 * DAY) });
    await browser.call("/sign-out", {});
    expect(browser.cookies.has(cookieName)).toBe(false);
  });
  // @end

  test("ends thirty days after signing in, however much it is used", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const createdAt = new Date(Date.now() - 29 * DAY);
    const expiresAt = new Date(Date.now() + DAY / 2);
    await server.db.update(session).set({ createdAt, expiresAt });
    expect((await browser.get("/api/me")).status).toBe(200);
    const [row] = await sessionsOf(email);
    const age = (row?.expiresAt.getTime() ?? 0) - createdAt.getTime();
    expect(Math.round(age / DAY)).toBe(30);
  });

  test("that has expired opens nothing", async () => {
    const browser = await signIn(server);
    await server.db.update(session).set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await browser.get("/api/me")).status).toBe(401);
  });

  // @feature cookie
  test("with a made-up cookie opens nothing", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const [row] = await sessionsOf(email);
    for (const value of [row?.token ?? "", `${row?.token}.c2lnbmF0dXJl`]) {
      browser.cookies.set(cookieName, encodeURIComponent(value));
      expect((await browser.get("/api/me")).status).toBe(401);
    }
  });
  // @end

  test("remembers the address of the person, not of the proxy", async () => {
    const email = newEmail();
    await signIn(server, email);
    const [row] = await sessionsOf(email);
    expect(row?.ipAddress).toMatch(/^10\.0\./);
  });
});
