import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  session,
  user,
  verification, // @feature two-factor
} from "~/db/schema";
import { appCode } from "./support/app-code"; // @feature two-factor
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, readToken, signInWith, signUp } from "./support/passwords";
import { type Server, startServer } from "./support/server";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

type Person = Awaited<ReturnType<typeof signUp>>;

/** Sign-ins with the old password, some sent before `act` and some after it, all at once. */
async function aroundOf<Done>({ email, password }: Person, act: () => Promise<Done>) {
  const browsers = Array.from({ length: 8 }, () => openBrowser(server));
  const signIn = (browser: Browser) => signInWith(browser, email, password);
  const before = browsers.slice(0, 4).map(signIn);
  const acting = act();
  const after = browsers.slice(4).map(signIn);
  const [done, ...responses] = await Promise.all([acting, ...before, ...after]);
  return { done, browsers, responses };
}

async function sessionsOf(email: string) {
  const rows = await server.db
    .select({ token: session.token })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(user.email, email));
  return rows.length;
}

const isSignedIn = async (browser: Browser) =>
  (await browser.get("/api/auth/get-session")).body !== "null";

async function resetLink({ email }: { email: string }) {
  await openBrowser(server).call("/request-password-reset", { email });
  return readToken(server, email);
}

function reset(token: string, password = newPassword()) {
  return openBrowser(server).call("/reset-password", { token, newPassword: password });
}

const rounds = Array.from({ length: 3 }, (_, round) => round + 1);

describe("a sign-in with the old password that is under way also ends", () => {
  test.each(rounds)("when the password is reset (%i)", async () => {
    const person = await signUp(server);
    const token = await resetLink(person);
    const { done, browsers, responses } = await aroundOf(person, () => reset(token));
    expect(done.status).toBe(200);
    expect(await sessionsOf(person.email)).toBe(0);
    for (const browser of browsers) expect(await isSignedIn(browser)).toBe(false);
    expect(responses.filter(({ status }) => status >= 500)).toEqual([]);
  });

  test.each(rounds)("when the password is changed (%i)", async () => {
    const person = await signUp(server);
    const change = { currentPassword: person.password, newPassword: newPassword() };
    const { done, responses } = await aroundOf(person, () =>
      person.browser.call("/change-password", change),
    );
    expect(done.status).toBe(200);
    expect(await isSignedIn(person.browser)).toBe(true);
    expect(await sessionsOf(person.email)).toBe(1);
    expect(responses.filter(({ status }) => status >= 500)).toEqual([]);
  });

  test.each(rounds)("when the account is deleted (%i)", async () => {
    const person = await signUp(server);
    const { responses } = await aroundOf(person, async () => {
      await new Promise((resolve) => setTimeout(resolve, 400 * Math.random()));
      await server.db.delete(user).where(eq(user.email, person.email));
    });
    expect(await sessionsOf(person.email)).toBe(0);
    expect(responses.filter(({ status }) => status >= 500)).toEqual([]);
  });
  // @feature two-factor

  test.each(rounds)("when a second factor is turned on (%i)", async () => {
    const person = await signUp(server);
    const { email, password, browser } = person;
    const { body } = await browser.call("/two-factor/enable", { password });
    const { totpURI } = JSON.parse(body);
    const { done, responses } = await aroundOf(person, () =>
      browser.call("/two-factor/verify-totp", { code: appCode(totpURI) }),
    );
    expect(done.status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await sessionsOf(email)).toBe(1);
    expect(responses.filter(({ status }) => status >= 500)).toEqual([]);
  });

  test.each(rounds)("before its second factor, when the password is reset (%i)", async () => {
    const person = await signUp(server);
    const { email, password, browser } = person;
    const { body } = await browser.call("/two-factor/enable", { password });
    await browser.call("/two-factor/verify-totp", { code: appCode(JSON.parse(body).totpURI) });
    const token = await resetLink(person);
    const { done, responses } = await aroundOf(person, () => reset(token));
    expect(done.status).toBe(200);
    const [{ id = "" } = {}] = await server.db.select().from(user).where(eq(user.email, email));
    const waiting = await server.db.select().from(verification).where(eq(verification.value, id));
    expect(waiting).toEqual([]);
    expect(responses.filter(({ status }) => status >= 500)).toEqual([]);
  });
  // @end
});

test.each([
  [1, {}],
  [2, {}],
  [3, { email: "someone-else@example.com" }],
  [4, { email: "someone-else@example.com" }],
])("a change with the old password doesn't undo a reset (%i, %j)", async (_, extra) => {
  const { email, password, browser } = await signUp(server);
  const token = await resetLink({ email });
  const [owners, thiefs] = [newPassword(), newPassword()];
  const thief = browser.copy();
  const [done, changed] = await Promise.all([
    reset(token, owners),
    thief.call("/change-password", { ...extra, currentPassword: password, newPassword: thiefs }),
  ]);
  expect(changed.status).toBeLessThan(500);
  // The thief was faster, and that ended the link.
  if (done.status === 400) return;
  expect(done.status).toBe(200);
  expect((await signInWith(openBrowser(server), email, owners)).status).toBe(200);
  expect((await signInWith(openBrowser(server), email, thiefs)).status).toBe(401);
  expect(await isSignedIn(thief)).toBe(false);
});
