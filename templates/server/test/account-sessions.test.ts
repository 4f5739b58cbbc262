import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, user } from "~/db/schema";
import { shortAddress } from "~/services/account/address";
import {
  END_OTHER_SESSIONS,
  END_SESSION,
  LAST_SEEN_WITHIN_MINUTES,
} from "~/services/account/rules";
import { accountPage, isSignedIn } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { newEmail, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

const MINUTE = 60 * 1000;

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

/** Someone who is signed in on a laptop and then on a phone. */
async function withTwoDevices() {
  const email = newEmail();
  const laptop = await signIn(server, email);
  const [first] = await sessionsOf(email);
  const phone = await signIn(server, email);
  const rows = await sessionsOf(email);
  const second = rows.find(({ id }) => id !== first?.id);
  if (!first || !second) throw new Error("There should be two sessions.");
  return { email, laptop, phone, onLaptop: first, onPhone: second };
}

function end(browser: Browser, id: string) {
  return browser.call(END_SESSION, { id });
}

describe("the list of sessions", () => {
  test("shows the devices and addresses of this person only, and no tokens", async () => {
    const { laptop, onLaptop, onPhone } = await withTwoDevices();
    const stranger = newEmail();
    await signIn(server, stranger);
    const [others] = await sessionsOf(stranger);
    const { status, body } = await laptop.get(accountPage.sessions);
    expect(status).toBe(200);
    for (const { id, ipAddress, token } of [onLaptop, onPhone]) {
      expect(body).toContain(id);
      expect(body).toContain(ipAddress);
      expect(body).not.toContain(token);
    }
    expect(body).not.toContain(others?.id);
  });

  test.each([
    ["2001:0db8:0001:0002:0000:0000:0000:0000", "2001:db8:1:2::"],
    ["0000:0000:0000:0000:0000:0000:0000:0000", "localhost"],
    ["192.0.2.7", "192.0.2.7"],
    ["", null],
  ])("writes the address %s as %s", (address, shown) => {
    expect(shortAddress(address)).toBe(shown);
  });

  test("doesn't need a recent sign-in", async () => {
    const { laptop, onLaptop, onPhone } = await withTwoDevices();
    const createdAt = new Date(Date.now() - 3 * 24 * 60 * MINUTE);
    await server.db.update(session).set({ createdAt }).where(eq(session.id, onLaptop.id));
    const { status, body } = await laptop.get(accountPage.sessions);
    expect(status).toBe(200);
    expect(body).toContain(onPhone.id);
  });

  test("leaves out expired sessions", async () => {
    const { laptop, onPhone } = await withTwoDevices();
    const expiresAt = new Date(Date.now() - MINUTE);
    await server.db.update(session).set({ expiresAt }).where(eq(session.id, onPhone.id));
    expect((await laptop.get(accountPage.sessions)).body).not.toContain(onPhone.id);
  });

  test("says when a session was last used, to the hour", async () => {
    const { laptop, onLaptop } = await withTwoDevices();
    const age = (LAST_SEEN_WITHIN_MINUTES + 1) * MINUTE;
    const earlier = {
      updatedAt: new Date(onLaptop.updatedAt.getTime() - age),
      expiresAt: new Date(onLaptop.expiresAt.getTime() - age),
    };
    await server.db.update(session).set(earlier).where(eq(session.id, onLaptop.id));
    expect(await isSignedIn(laptop)).toBe(true);
    const [row] = await server.db.select().from(session).where(eq(session.id, onLaptop.id));
    expect(row?.updatedAt.getTime()).toBeGreaterThanOrEqual(onLaptop.updatedAt.getTime());
  });
});

describe("ending a session", () => {
  test("signs out that device at once, and no other", async () => {
    const { email, laptop, phone, onPhone } = await withTwoDevices();
    const thief = phone.copy();
    expect((await end(laptop, onPhone.id)).status).toBe(200);
    expect(await isSignedIn(phone)).toBe(false);
    expect(await isSignedIn(thief)).toBe(false);
    expect(await isSignedIn(laptop)).toBe(true);
    expect(await sessionsOf(email)).toHaveLength(1);
  });

  test("doesn't need a recent sign-in", async () => {
    const { laptop, onLaptop, onPhone } = await withTwoDevices();
    const createdAt = new Date(Date.now() - 3 * 24 * 60 * MINUTE);
    await server.db.update(session).set({ createdAt }).where(eq(session.id, onLaptop.id));
    expect((await end(laptop, onPhone.id)).status).toBe(200);
  });

  test("of someone else isn't possible, and looks the same as an unknown one", async () => {
    const { phone, onPhone } = await withTwoDevices();
    const attacker = await signIn(server);
    const theirs = await end(attacker, onPhone.id);
    const none = await end(attacker, "no-such-session");
    expect(theirs.status).toBe(404);
    expect(theirs.body).toBe(none.body);
    expect(await isSignedIn(phone)).toBe(true);
  });

  test("isn't possible with its token, without signing in, or from another site", async () => {
    const { laptop, phone, onPhone } = await withTwoDevices();
    expect((await end(laptop, onPhone.token)).status).toBe(404);
    expect((await end(openBrowser(server), onPhone.id)).status).toBe(401);
    const headers = { Origin: "https://evil.example" };
    expect((await laptop.call(END_SESSION, { id: onPhone.id }, headers)).status).toBe(403);
    expect((await laptop.get(`/api/auth${END_SESSION}?id=${onPhone.id}`)).status).not.toBe(200);
    expect(await isSignedIn(phone)).toBe(true);
  });
});

describe("ending all other sessions", () => {
  test("keeps this one, and those of other people", async () => {
    const { email, laptop, phone } = await withTwoDevices();
    const other = await signIn(server);
    expect((await laptop.call(END_OTHER_SESSIONS, {})).status).toBe(200);
    expect(await isSignedIn(laptop)).toBe(true);
    expect(await isSignedIn(phone)).toBe(false);
    expect(await isSignedIn(other)).toBe(true);
    expect(await sessionsOf(email)).toHaveLength(1);
  });

  test("is only for people who are signed in", async () => {
    expect((await openBrowser(server).call(END_OTHER_SESSIONS, {})).status).toBe(401);
  });
});
