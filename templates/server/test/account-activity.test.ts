import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activity, session, user } from "~/db/schema";
import type { ActivityKind } from "~/services/account/activity-kinds";
import { END_OTHER_SESSIONS, LAST_SEEN_WITHIN_MINUTES } from "~/services/account/rules";
import { accountPage, isSignedIn } from "./support/app";
import { appCode } from "./support/app-code"; // @feature two-factor
import { openBrowser } from "./support/browser";
import { newPassword, readToken, signInWith, signUp } from "./support/passwords"; // @feature password
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { newEmail, type Server, startServer, until } from "./support/server";
import {
  askForCode, // @feature email-code
  signIn,
  wrong, // @feature email-code
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

async function activityOf(email: string) {
  const rows = await server.db
    .select({ activity })
    .from(activity)
    .innerJoin(user, eq(user.id, activity.userId))
    .where(eq(user.email, email))
    .orderBy(asc(activity.createdAt));
  return rows.map((row) => row.activity);
}

/** It's written a moment after the response. */
function noted(email: string, kind: ActivityKind, times = 1) {
  return until(async () => {
    const rows = (await activityOf(email)).filter((row) => row.kind === kind);
    return rows.length >= times && rows;
  });
}

describe("the activity that is recorded", () => {
  test("a new account and a sign-in, with the device and address", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    await signIn(server, email, browser);
    await noted(email, "account-created");
    await signIn(server, email, openBrowser(server));
    const rows = await until(async () => {
      const all = (await activityOf(email)).filter(({ kind }) => kind.startsWith("signed-in"));
      return all.length === 2 && all;
    });
    for (const { ipAddress, userAgent } of rows) {
      expect(ipAddress).toMatch(/^10\.0\./);
      expect(userAgent).toBeTruthy();
    }
    const kinds = (await activityOf(email)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "account-created")).toHaveLength(1);
  });

  test("not using a session, or having it extended", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    await noted(email, "account-created");
    const age = (LAST_SEEN_WITHIN_MINUTES + 1) * 60 * 1000;
    const [row] = await server.db
      .select({ session })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(eq(user.email, email));
    if (!row) throw new Error("There is no session.");
    const expiresAt = new Date(row.session.expiresAt.getTime() - age);
    await server.db.update(session).set({ expiresAt }).where(eq(session.id, row.session.id));
    expect(await isSignedIn(browser)).toBe(true);
    await browser.get("/api/auth/get-session");
    // What comes later is written later.
    await browser.call(END_OTHER_SESSIONS, {});
    await noted(email, "other-sessions-ended");
    const signIns = (await activityOf(email)).filter(({ kind }) => kind.startsWith("signed-in"));
    expect(signIns.length).toBeLessThanOrEqual(1);
  });
  // @feature email-code

  test("a wrong code for an account, but not for an address without one", async () => {
    const email = newEmail();
    await signIn(server, email);
    const thief = openBrowser(server);
    const code = await askForCode(server, thief, email);
    await thief.call("/sign-in/email-otp", { email, otp: wrong(code) });
    const [row] = await noted(email, "sign-in-failed");
    expect(row?.ipAddress).toMatch(/^10\.0\./);

    const nobody = newEmail();
    const other = openBrowser(server);
    const theirs = await askForCode(server, other, nobody);
    await other.call("/sign-in/email-otp", { email: nobody, otp: wrong(theirs) });
    await other.call("/sign-in/email-otp", { email: nobody, otp: theirs });
    await noted(nobody, "account-created");
    expect((await activityOf(nobody)).map(({ kind }) => kind)).not.toContain("sign-in-failed");
  });
  // @end
  // @feature password

  test("a wrong password, a change, and a reset", async () => {
    const { browser, email, password } = await signUp(server);
    await signInWith(openBrowser(server), email, newPassword());
    await noted(email, "sign-in-failed");

    const next = newPassword();
    const body = { currentPassword: newPassword(), newPassword: next };
    await browser.call("/change-password", body);
    await noted(email, "password-wrong");
    await browser.call("/change-password", { ...body, currentPassword: password });
    await noted(email, "password-changed");

    await openBrowser(server).call("/request-password-reset", { email });
    const token = await readToken(server, email);
    await openBrowser(server).call("/reset-password", { token, newPassword: newPassword() });
    await noted(email, "password-reset");
    const signIns = (await activityOf(email)).filter(({ kind }) => kind.startsWith("signed-in"));
    expect(signIns).toHaveLength(1);
  });
  // @end
  // @feature two-factor

  test("turning on two-factor, and the sign-ins that it guards", async () => {
    const { email, enter, uri, recoveryCodes } = await withSecondFactor(server);
    await noted(email, "two-factor-on");
    const before = (await activityOf(email)).filter(({ kind }) => kind.startsWith("signed-in"));

    const browser = openBrowser(server);
    await enter(browser);
    await browser.call("/two-factor/verify-totp", { code: "000000" });
    await noted(email, "sign-in-failed");
    await browser.call("/two-factor/verify-totp", { code: appCode(uri, 1) });
    await noted(email, "signed-in-with-app-code");

    const phone = openBrowser(server);
    await enter(phone);
    await phone.call("/two-factor/verify-backup-code", { code: recoveryCodes[0] });
    await noted(email, "signed-in-with-recovery-code");
    // The first factor alone is no sign-in.
    const after = (await activityOf(email)).filter(({ kind }) => kind.startsWith("signed-in"));
    expect(after).toHaveLength(before.length + 2);
  });
  // @end
});

describe("the list of activity", () => {
  test("is in plain words, and contains nothing about other people", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    await noted(email, "account-created");
    const other = newEmail();
    await signIn(server, other);
    const [theirs] = await noted(other, "account-created");
    const { status, body } = await browser.get(accountPage.activity);
    expect(status).toBe(200);
    expect(body).toContain("Account created");
    expect(body).not.toContain(theirs?.id);
    expect(body).not.toContain(theirs?.ipAddress);
  });

  test("is deleted with the account", async () => {
    const email = newEmail();
    await signIn(server, email);
    const [row] = await noted(email, "account-created");
    await server.db.delete(user).where(eq(user.email, email));
    const left = await server.db.$count(activity, eq(activity.userId, row?.userId ?? ""));
    expect(left).toBe(0);
  });
});
