import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import { STOP_TRUSTING_ALL, STOP_TRUSTING_DEVICE } from "~/services/two-factor/rules";
import { accountPage } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { withSecondFactor } from "./support/second-factor";
import { type Server, startServer } from "./support/server";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const firefox = { "User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0" };
const safari = { "User-Agent": "Mozilla/5.0 (iPhone) Version/26.0 Safari/604.1" };

type Person = Awaited<ReturnType<typeof withSecondFactor>>;

/** Signs in with a recovery code in a new browser, and trusts it. */
async function trust(person: Person, headers: HeadersInit) {
  const browser = openBrowser(server);
  await person.enter(browser);
  const code = person.recoveryCodes.pop();
  const { status, body } = await browser.call(
    "/two-factor/verify-backup-code",
    { code, trustDevice: true },
    headers,
  );
  if (status !== 200) throw new Error(`The recovery code was refused: ${body}`);
  return browser;
}

/** The rows behind someone's trusted devices. */
async function rowsOf(email: string) {
  const rows = await server.db
    .select({ verification })
    .from(verification)
    .innerJoin(user, eq(user.id, verification.value))
    .where(and(eq(user.email, email), like(verification.identifier, "trusted-device-%")));
  return rows.map((row) => row.verification);
}

async function isSignedIn(browser: Browser) {
  return (await browser.get("/api/auth/get-session")).body !== "null";
}

/** Whether a browser is let in without the second factor. */
async function isTrusted(person: Person, browser: Browser) {
  await browser.call("/sign-out", {});
  await person.enter(browser);
  return isSignedIn(browser);
}

test("trusted devices are listed by name for their owner only, without secrets", async () => {
  const [person, other] = [await withSecondFactor(server), await withSecondFactor(server)];
  await trust(person, firefox);
  await trust(person, safari);
  const { body } = await person.browser.get(accountPage.trustedDevices);
  expect(body).toContain("Firefox on Windows");
  expect(body).toContain("Safari on iPhone");
  expect((await other.browser.get(accountPage.trustedDevices)).body).not.toContain("Firefox on");
  const rows = await rowsOf(person.email);
  expect(rows).toHaveLength(2);
  for (const { identifier } of rows) expect(body).not.toContain(identifier.slice(-20));
  expect(body).not.toContain("trust-device-");
});

test("a device that signs in again stays one device, trusted since the first time", async () => {
  const person = await withSecondFactor(server);
  const browser = await trust(person, firefox);
  const longAgo = new Date(Date.now() - 5 * 24 * 60 * 60 * 1000);
  longAgo.setMilliseconds(0);
  const [before] = await rowsOf(person.email);
  await server.db
    .update(verification)
    .set({ createdAt: longAgo, updatedAt: longAgo })
    .where(eq(verification.id, before?.id ?? ""));
  expect(await isTrusted(person, browser)).toBe(true);
  const rows = await rowsOf(person.email);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.createdAt).toEqual(longAgo);
  expect(rows[0]?.updatedAt.getTime()).toBeGreaterThan(longAgo.getTime());
});

test("a device that is no longer trusted needs a code again, and the others don't", async () => {
  const person = await withSecondFactor(server);
  const lost = await trust(person, firefox);
  const kept = await trust(person, safari);
  const rows = await rowsOf(person.email);
  const id = rows.find((row) => row.id.endsWith("Firefox on Windows"))?.id;
  expect((await person.browser.call(STOP_TRUSTING_DEVICE, { id })).status).toBe(200);
  expect(await isTrusted(person, lost)).toBe(false);
  expect(await isTrusted(person, kept)).toBe(true);
  expect((await person.browser.call(STOP_TRUSTING_DEVICE, { id })).status).toBe(404);
});

test("all devices can be removed at once", async () => {
  const person = await withSecondFactor(server);
  const browsers = [await trust(person, firefox), await trust(person, safari)];
  expect((await person.browser.call(STOP_TRUSTING_ALL, {})).status).toBe(200);
  expect(await rowsOf(person.email)).toEqual([]);
  for (const browser of browsers) expect(await isTrusted(person, browser)).toBe(false);
});

test("someone else's devices can't be removed, and look the same as unknown ones", async () => {
  const [person, stranger] = [await withSecondFactor(server), await withSecondFactor(server)];
  const browser = await trust(person, firefox);
  const [row] = await rowsOf(person.email);
  const { status, body } = await stranger.browser.call(STOP_TRUSTING_DEVICE, { id: row?.id });
  expect({ status, code: JSON.parse(body).code }).toEqual({
    status: 404,
    code: "DEVICE_NOT_FOUND",
  });
  await stranger.browser.call(STOP_TRUSTING_ALL, {});
  for (const path of [STOP_TRUSTING_DEVICE, STOP_TRUSTING_ALL]) {
    expect((await openBrowser(server).call(path, { id: row?.id })).status).toBe(401);
  }
  expect(await isTrusted(person, browser)).toBe(true);
});
