import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  activity, // @feature account
  rateLimit,
  session,
  user,
  verification,
} from "~/db/schema";
import { root } from "~/env/root"; // @feature cookie
import { seal } from "~/http/sealed-cookies"; // @feature cookie
import { ACTIVITY_KEPT_IN_DAYS } from "~/services/account/rules"; // @feature account
import { localCookiePrefix } from "~/services/hardening/cookies"; // @feature cookie
import {
  LONGEST_SESSION_IN_DAYS,
  UNUSED_SESSION_IN_DAYS, // @feature cookie
} from "~/services/rules";
import { isSignedIn, membersOnly, signOut } from "./support/app";
import { openBrowser } from "./support/browser";
import { createDatabase } from "./support/database";
import { signInWith, signUp } from "./support/passwords"; // @feature password
import {
  cookieName, // @feature cookie
  newEmail,
  type Server,
  secret,
  startServer,
  until,
} from "./support/server";
import {
  readCode, // @feature email-code
  signIn,
} from "./support/sign-in";

const DAY = 24 * 60 * 60 * 1000;

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
  test("starts a new session and ends the one that the browser had", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const before = browser.copy();
    // The login page sends people away who are signed in, so the endpoints are asked directly.
    await browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" });
    const otp = await readCode(server, email);
    expect((await browser.call("/sign-in/email-otp", { email, otp })).status).toBe(200);
    expect(await isSignedIn(before)).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await sessionsOf(email)).toHaveLength(1);
  });
  // @end
  // @feature password

  test("with a password also ends the session that the browser had", async () => {
    const { browser, email, password } = await signUp(server);
    const before = browser.copy();
    expect((await signInWith(browser, email, password)).status).toBe(200);
    expect(await isSignedIn(before)).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await sessionsOf(email)).toHaveLength(1);
  });
  // @end

  test("in one browser doesn't sign out the others", async () => {
    const email = newEmail();
    const phone = await signIn(server, email);
    await signIn(server, email);
    expect(await isSignedIn(phone)).toBe(true);
  });

  test("shows the session's token in the cookie and nowhere else", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const own = await browser.get("/api/auth/get-session");
    expect(JSON.parse(own.body).user.email).toBe(email);
    for (const path of membersOnly) expect((await browser.get(path)).body).toContain(email);
    const [row] = await sessionsOf(email);
    expect(row?.token).toBeTruthy();
    for (const { body } of browser.responses) expect(body).not.toContain(row?.token);
  });
});

describe("signing out", () => {
  test("ends the session at once, even for someone who copied the cookie or tokens", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const thief = browser.copy();
    const { headers } = await signOut(browser);
    expect(headers.get("clear-site-data")).toContain("cache");
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(thief)).toBe(false);
    expect(await sessionsOf(email)).toHaveLength(0);
  });

  test("doesn't happen through a link", async () => {
    const browser = await signIn(server);
    for (const path of ["/sign-out", "/api/auth/sign-out"]) {
      expect([404, 405]).toContain((await browser.get(path)).status);
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("also works for someone who isn't signed in", async () => {
    expect((await signOut(openBrowser(server))).status).toBeLessThan(400);
  });
});

describe("a session", () => {
  test("ends some time after sign-in, no matter how much it's used", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const createdAt = new Date(Date.now() - (LONGEST_SESSION_IN_DAYS - 1) * DAY);
    const expiresAt = new Date(Date.now() + DAY / 2);
    await server.db.update(session).set({ createdAt, expiresAt });
    expect(await isSignedIn(browser)).toBe(true);
    const [row] = await sessionsOf(email);
    const age = (row?.expiresAt.getTime() ?? 0) - createdAt.getTime();
    expect(Math.round(age / DAY)).toBe(LONGEST_SESSION_IN_DAYS);
  });

  test("that has expired gives no access", async () => {
    const browser = await signIn(server);
    await server.db.update(session).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("stores the person's address, not the proxy's", async () => {
    const email = newEmail();
    await signIn(server, email);
    const [row] = await sessionsOf(email);
    expect(row?.ipAddress).toMatch(/^10\.0\./);
  });
});

// @feature cookie
const sessionCookie = cookieName("session_token");

describe("signing in with cookies", () => {
  test("sets a cookie that scripts and other sites can't read", async () => {
    const { responses } = await signIn(server);
    const cookies = responses.flatMap((response) => response.cookies);
    const cookie = cookies.find((one) => one.startsWith(sessionCookie));
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toMatch(/; Domain/i);
    // Safari would drop a Secure cookie on http://localhost.
    expect(cookie).not.toMatch(/; Secure/i);
  });
});

describe("signing out with cookies", () => {
  test("clears the cookie", async () => {
    const browser = await signIn(server);
    const { cookies } = await signOut(browser);
    expect(cookies.some((c) => c.startsWith(`${sessionCookie}=;`) && /max-age=0/i.test(c))).toBe(
      true,
    );
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });
});

describe("a session in a cookie", () => {
  test("in use is extended, and so is the browser's cookie", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    await server.db.update(session).set({ expiresAt: new Date(Date.now() + DAY / 2) });
    const { cookies } = await browser.get(membersOnly[0]);
    expect(cookies.filter((cookie) => cookie.startsWith(sessionCookie))).toHaveLength(1);
    expect(cookies.join().toLowerCase()).toContain(
      `max-age=${(UNUSED_SESSION_IN_DAYS * DAY) / 1000}`,
    );
    const [row] = await sessionsOf(email);
    expect(row?.expiresAt.getTime()).toBeGreaterThan(
      Date.now() + (UNUSED_SESSION_IN_DAYS - 1) * DAY,
    );
  });

  test("that is being extended during sign-out still ends", async () => {
    const browser = await signIn(server);
    await server.db.update(session).set({ expiresAt: new Date(Date.now() + DAY / 2) });
    await signOut(browser);
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });

  test("with a made-up cookie gives no access", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const [row] = await sessionsOf(email);
    for (const value of [row?.token ?? "", `${row?.token}.c2lnbmF0dXJl`].map(encodeURIComponent)) {
      for (const cookie of [value, seal(sessionCookie, value, secret)]) {
        browser.cookies.set(sessionCookie, cookie);
        expect(await isSignedIn(browser)).toBe(false);
      }
    }
  });

  test("in a cookie with another name gives no access", async () => {
    const browser = await signIn(server);
    const cookie = browser.cookies.get(sessionCookie) ?? "";
    for (const name of ["pending_sign_in", "two_factor", "trust_device", "dont_remember"]) {
      const other = openBrowser(server);
      other.cookies.set(cookieName(name), cookie);
      for (const path of ["/login", "/", "/api/auth/get-session"]) {
        expect([name, path, (await other.get(path)).status]).toEqual([name, path, 200]);
      }
      expect(await isSignedIn(other)).toBe(false);
    }
  });

  test("doesn't touch the sessions of other apps on this machine", async () => {
    const neighbour = await startServer({ BETTER_AUTH_SECRET: `${secret}-of-another-project` });
    // Browsers look at the host of a cookie and not at its port.
    const cookies = new Map<string, string>();
    const here = await signIn(server, newEmail(), openBrowser(server, cookies));
    const there = await signIn(neighbour, newEmail(), openBrowser(neighbour, cookies));
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(there)).toBe(true);
    await neighbour.remove();
  });

  test("has its own cookie for each copy of a project, on any port", () => {
    expect(localCookiePrefix(secret, "/one")).not.toBe(localCookiePrefix(secret, "/two"));
    expect(cookieName("session_token")).toBe(`${localCookiePrefix(secret, root)}.session_token`);
  });
});
// @end

describe("pruning", () => {
  const HOUR = 60 * 60 * 1000;

  let database: Awaited<ReturnType<typeof createDatabase>>;
  let prune: typeof import("~/db/prune").prune;

  beforeAll(async () => {
    database = await createDatabase();
    vi.stubEnv("BETTER_AUTH_SECRET", secret);
    vi.stubEnv("DATABASE_URL", database.url);
    ({ prune } = await import("~/db/prune"));
  });

  afterAll(async () => {
    const { closeDatabase } = await import("~/db");
    await closeDatabase();
    await database.remove();
  });

  /** So many rows of every kind, all of the same age: positive is the future. */
  async function add({ db }: Pick<Server, "db">, name: string, count: number, age: number) {
    const expiresAt = new Date(Date.now() + age);
    const ids = Array.from({ length: count }, (_, number) => `${name}-${number}`);
    await db.insert(user).values({ id: name, name, email: `${name}@example.com` });
    await db
      .insert(session)
      .values(ids.map((id) => ({ id, token: id, userId: name, expiresAt, updatedAt: expiresAt })));
    await db
      .insert(verification)
      .values(ids.map((id) => ({ id, identifier: id, value: "", expiresAt })));
    const lastRequest = Date.now() + age - 24 * HOUR;
    await db.insert(rateLimit).values(ids.map((id) => ({ id, key: id, count: 1, lastRequest })));
    // @feature account
    const createdAt = new Date(Date.now() + age - ACTIVITY_KEPT_IN_DAYS * DAY);
    await db
      .insert(activity)
      .values(ids.map((id) => ({ id, userId: name, kind: "signed-in", createdAt })));
    // @end
  }

  async function left({ db }: Pick<Server, "db">) {
    const rows = [
      ...(await db.select({ id: session.id }).from(session)),
      ...(await db.select({ id: verification.id }).from(verification)),
      ...(await db.select({ id: rateLimit.id }).from(rateLimit)),
      ...(await db.select({ id: activity.id }).from(activity)), // @feature account
    ];
    return rows.map(({ id }) => id);
  }

  test("deletes expired rows in batches, and no others", async () => {
    await add(database, "old", 250, -1000);
    await add(database, "new", 2, HOUR);
    await prune();
    const ids = await left(database);
    expect(new Set(ids)).toEqual(new Set(["new-0", "new-1"]));

    expect(ids.length).toBeGreaterThanOrEqual(6);
  });

  test("works in several instances at the same time", async () => {
    await add(database, "shared", 450, -1000);
    await Promise.all([prune(), prune(), prune()]);
    expect((await left(database)).filter((id) => id.startsWith("shared"))).toEqual([]);
  });

  test("happens by itself in a running app", async () => {
    const server = await startServer();
    await add(server, "old", 3, -1000);
    await until(async () => (await left(server)).length === 0);
    await server.remove();
  });
});
