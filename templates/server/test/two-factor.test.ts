import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, twoFactor, user, verification } from "~/db/schema";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import { appCode } from "./support/app-code";
import { type Browser, openBrowser } from "./support/browser";
import { waysIn, withSecondFactor } from "./support/second-factor";
import { clientLimits, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;
const verify = (browser: Browser, code: string, more = {}) =>
  browser.call("/two-factor/verify-totp", { code, ...more });

async function isSignedIn(browser: Browser) {
  return (await browser.get("/api/auth/get-session")).body !== "null";
}

describe.each(waysIn.map((way) => [way.name, way] as const))("signing in %s", (_, way) => {
  test("asks for the second factor, and starts no session before it", async () => {
    const { email, enter, uri } = await withSecondFactor(server, way);
    const browser = openBrowser(server);
    const response = await enter(browser);
    expect(response.status).toBe(200);
    expect(JSON.parse(response.body)).toMatchObject({ twoFactorRedirect: true });
    expect(response.body).not.toContain(email);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.get("/dashboard")).status).toBe(302); // @feature cookie

    expect((await verify(browser, appCode(uri, 1))).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("leaves no session behind while it's waiting", async () => {
    const { email, enter } = await withSecondFactor(server, way);
    const of = (address: string) =>
      server.db
        .select()
        .from(session)
        .innerJoin(user, eq(user.id, session.userId))
        .where(eq(user.email, address));
    const before = (await of(email)).length;
    await enter(openBrowser(server));
    expect(await of(email)).toHaveLength(before);
  });

  test("ends the session that the browser had", async () => {
    const browser = await signIn(server);
    const thief = browser.copy();
    const { enter } = await withSecondFactor(server, way);
    await enter(browser);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(thief)).toBe(false);
  });
});

describe("a code from the app", () => {
  test("is refused the second time", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const code = appCode(uri, 1);
    const [first, second] = [openBrowser(server), openBrowser(server)];
    await enter(first);
    await enter(second);
    expect((await verify(first, code)).status).toBe(200);
    const again = await verify(second, code);
    expect({ status: again.status, code: codeOf(again) }).toEqual({
      status: 401,
      code: "INVALID_CODE",
    });
  });

  test("works once, even if it arrives ten times at once", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browsers = Array.from({ length: 5 }, () => openBrowser(server));
    for (const browser of browsers) await enter(browser);
    const code = appCode(uri, 1);
    const responses = await Promise.all(
      [...browsers, ...browsers].map((browser) => verify(browser.copy(), code)),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("that turned two-factor on doesn't also sign in", async () => {
    const { browser, credentials, enter } = await (waysIn[0] as (typeof waysIn)[number])(server);
    const turnedOn = await browser.call("/two-factor/enable", credentials);
    const code = appCode(JSON.parse(turnedOn.body).totpURI);
    expect((await verify(browser, code)).status).toBe(200);
    const other = openBrowser(server);
    await enter(other);
    expect((await verify(other, code)).status).toBe(401);
  });

  test("allows five attempts, then the sign-in starts over", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    const statuses = [];
    for (let guess = 0; guess < 5; guess++) {
      statuses.push((await verify(browser, `00000${guess}`)).status);
    }
    expect(statuses).toEqual(Array(5).fill(401));
    expect((await verify(browser, appCode(uri, 1))).status).not.toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("is also limited for each client", async () => {
    const browser = openBrowser(server);
    const statuses = [];
    const { max } = clientLimits["/two-factor/*"];
    for (let guess = 0; guess <= max; guess++) {
      statuses.push((await verify(browser, "000000")).status);
    }
    expect(statuses).toEqual([...Array(max).fill(401), 429]);
  });

  test("comes too late ten minutes after the first factor", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    const rows = await server.db.select().from(verification);
    const latest = Math.max(...rows.map(({ expiresAt }) => expiresAt.getTime()));
    expect(latest - Date.now()).toBeGreaterThan(9 * 60 * 1000);
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await verify(browser, appCode(uri, 1))).status).toBe(401);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("that was used is also refused in any other notation", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const code = appCode(uri, 1);
    const first = openBrowser(server);
    await enter(first);
    await verify(first, code);
    for (const other of [` ${code}`, `${code} `, `0${code}`, Number(code), [code]]) {
      const browser = openBrowser(server);
      await enter(browser);
      const { status } = await verify(browser, other as string);
      expect({ other, isRefused: status === 400 || status === 401 }).toEqual({
        other,
        isRefused: true,
      });
    }
  });

  test("that was used while signed in doesn't also sign in", async () => {
    const { browser, enter, uri } = await withSecondFactor(server);
    const code = appCode(uri, 1);
    expect((await verify(browser, code)).status).toBe(200);
    const other = openBrowser(server);
    await enter(other);
    expect((await verify(other, code)).status).toBe(401);
  });

  test("is useless without the first factor", async () => {
    const { uri } = await withSecondFactor(server);
    expect((await verify(openBrowser(server), appCode(uri, 1))).status).toBe(401);
  });

  test("of one person is useless to another", async () => {
    const [one, other] = [await withSecondFactor(server), await withSecondFactor(server)];
    const browser = openBrowser(server);
    await one.enter(browser);
    expect((await verify(browser, appCode(other.uri, 1))).status).toBe(401);
  });

  test("uses up the challenge", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    const thief = browser.copy();
    expect((await verify(browser, appCode(uri, 1))).status).toBe(200);
    expect((await verify(thief, appCode(uri, -1))).status).toBe(401);
  });
});

describe("recovery codes", () => {
  const recover = (browser: Browser, code: string) =>
    browser.call("/two-factor/verify-backup-code", { code });

  test("are ten, and each signs in once", async () => {
    const { enter, recoveryCodes, email } = await withSecondFactor(server);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ""] = recoveryCodes;
    const [first, second] = [openBrowser(server), openBrowser(server)];
    await enter(first);
    expect((await recover(first, code)).status).toBe(200);
    expect(await isSignedIn(first)).toBe(true);
    await enter(second);
    expect((await recover(second, code)).status).toBe(401);
    expect(await subjectsTo(email)).toContain("A recovery code was used");
  });

  test("sign in once, even if one arrives ten times at once", async () => {
    const { enter, recoveryCodes } = await withSecondFactor(server);
    const browsers = Array.from({ length: 5 }, () => openBrowser(server));
    for (const browser of browsers) await enter(browser);
    const responses = await Promise.all(
      [...browsers, ...browsers].map((browser) => recover(browser.copy(), recoveryCodes[0] ?? "")),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("of one person are useless to another, or without the first factor", async () => {
    const [one, other] = [await withSecondFactor(server), await withSecondFactor(server)];
    const browser = openBrowser(server);
    expect((await recover(browser, one.recoveryCodes[0] ?? "")).status).toBe(401);
    await one.enter(browser);
    expect((await recover(browser, other.recoveryCodes[0] ?? "")).status).toBe(401);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("aren't stored in clear text", async () => {
    const { recoveryCodes, uri } = await withSecondFactor(server);
    const rows = JSON.stringify(await server.db.select().from(twoFactor));
    for (const code of recoveryCodes) expect(rows).not.toContain(code);
    expect(rows).not.toContain(new URL(uri).searchParams.get("secret"));
  });

  test("that are new invalidate the old ones", async () => {
    const { browser, credentials, email, enter, recoveryCodes } = await withSecondFactor(server);
    const renewed = await browser.call("/two-factor/generate-backup-codes", credentials);
    const [fresh] = JSON.parse(renewed.body).backupCodes;
    const other = openBrowser(server);
    await enter(other);
    expect((await recover(other, recoveryCodes[0] ?? "")).status).toBe(401);
    expect((await recover(other, fresh)).status).toBe(200);
    expect(await subjectsTo(email)).toContain("You have new recovery codes");
  });
});

describe("a trusted device", () => {
  test("isn't asked again, but another one is", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    await verify(browser, appCode(uri, 1), { trustDevice: true });
    await browser.call("/sign-out", {});
    await enter(browser);
    expect(await isSignedIn(browser)).toBe(true);
    const other = openBrowser(server);
    await enter(other);
    expect(await isSignedIn(other)).toBe(false);
  });

  test("has a cookie that no script can read and that works once", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browser = openBrowser(server);
    const { cookies: challenge } = await enter(browser);
    const { cookies: trust } = await verify(browser, appCode(uri, 1), { trustDevice: true });
    for (const cookie of [...challenge, ...trust]) expect(cookie).toMatch(/HttpOnly/i);
    await browser.call("/sign-out", {});
    const thief = browser.copy();
    await enter(browser);
    expect(await isSignedIn(browser)).toBe(true);
    await enter(thief);
    expect(await isSignedIn(thief)).toBe(false);
  });

  // @feature cookie
  test("needs a cookie that the server has signed", async () => {
    const { enter, uri } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    await verify(browser, appCode(uri, 1), { trustDevice: true });
    const [name, value = ""] =
      [...browser.cookies].find(([cookie]) => cookie.includes("trust_device")) ?? [];
    expect(name).toBeDefined();
    const another = value.startsWith("A") ? "B" : "A";
    const altered = `${another}${value.slice(1)}`;
    for (const forged of ["", "x!trust-device-x", value.slice(0, -3), altered]) {
      const other = openBrowser(server);
      other.cookies.set(name ?? "", forged);
      await enter(other);
      expect({ forged, in: await isSignedIn(other) }).toEqual({ forged, in: false });
    }
  });
  // @end

  test("is trusted for one person only", async () => {
    const [one, other] = [await withSecondFactor(server), await withSecondFactor(server)];
    const browser = openBrowser(server);
    await one.enter(browser);
    await verify(browser, appCode(one.uri, 1), { trustDevice: true });
    await browser.call("/sign-out", {});
    await other.enter(browser);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("is no longer trusted after the second factor was turned off and on again", async () => {
    const { browser, credentials, enter, uri } = await withSecondFactor(server);
    const device = openBrowser(server);
    await enter(device);
    await verify(device, appCode(uri, 1), { trustDevice: true });
    await device.call("/sign-out", {});
    expect((await browser.call("/two-factor/disable", credentials)).status).toBe(200);
    const again = await browser.call("/two-factor/enable", credentials);
    await verify(browser, appCode(JSON.parse(again.body).totpURI));
    await enter(device);
    expect(await isSignedIn(device)).toBe(false);
  });
});

describe("turning it on and off", () => {
  test("asks people to confirm that it's them, unless they have just signed in", async () => {
    const { browser, email, credentials } = await withSecondFactor(server);
    const [person] = await server.db.select().from(user).where(eq(user.email, email));
    await server.db
      .update(session)
      .set({ createdAt: new Date(Date.now() - (RECENT_SIGN_IN_IN_MINUTES + 1) * 60 * 1000) })
      .where(eq(session.userId, person?.id ?? ""));
    for (const path of ["enable", "disable", "generate-backup-codes"]) {
      const response = await browser.call(`/two-factor/${path}`, credentials);
      expect({ path, status: response.status, code: codeOf(response) }).toEqual({
        path,
        status: 403,
        code: "CONFIRM_ITS_YOU",
      });
    }
  });

  test("is only for people who are signed in", async () => {
    for (const path of ["enable", "disable", "generate-backup-codes"]) {
      expect((await openBrowser(server).call(`/two-factor/${path}`, {})).status).toBe(401);
    }
  });

  test("does nothing before a correct code from the app", async () => {
    const person = await (waysIn[0] as (typeof waysIn)[number])(server);
    await person.browser.call("/two-factor/enable", person.credentials);
    const other = openBrowser(server);
    await person.enter(other);
    expect(await isSignedIn(other)).toBe(true);
  });

  test("requires an authenticator app, nothing less", async () => {
    const { browser, credentials, enter } = await (waysIn[0] as (typeof waysIn)[number])(server);
    const asked = { ...credentials, method: "otp" };
    expect((await browser.call("/two-factor/enable", asked)).status).toBe(400);
    const other = openBrowser(server);
    await enter(other);
    expect(await isSignedIn(other)).toBe(true);
  });

  test("can't replace a secret that is in use", async () => {
    const { browser, credentials, enter, uri } = await withSecondFactor(server);
    expect((await browser.call("/two-factor/enable", credentials)).status).toBe(400);
    const other = openBrowser(server);
    await enter(other);
    expect((await verify(other, appCode(uri, 1))).status).toBe(200);
  });

  test("off means off, and the owner is told about both", async () => {
    const { browser, credentials, email, enter } = await withSecondFactor(server);
    expect(await subjectsTo(email)).toContain("turned on");
    expect((await browser.call("/two-factor/disable", credentials)).status).toBe(200);
    expect(await subjectsTo(email)).toContain("turned off");
    const other = openBrowser(server);
    await enter(other);
    expect(await isSignedIn(other)).toBe(true);
  });
});

async function subjectsTo(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: { to: string; subject: string }[] };
  return messages
    .filter(({ to }) => to === email)
    .map(({ subject }) => subject)
    .join("\n");
}

test("a session in use is extended without another code", async () => {
  const { browser } = await withSecondFactor(server);
  await server.db.update(session).set({ expiresAt: new Date(Date.now() + 2 * 86_400_000) });
  expect(await isSignedIn(browser)).toBe(true);
  expect(await isSignedIn(browser)).toBe(true);
});
