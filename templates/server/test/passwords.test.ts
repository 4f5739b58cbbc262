import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { appName } from "~/brand";
import { account, session, user, verification } from "~/db/schema";
import { FREE_GUESSES } from "~/services/rules";
import {
  LINK_LIFETIME_IN_MINUTES,
  LONGEST_PASSWORD,
  SHORTEST_PASSWORD,
} from "~/services/sign-in/password/rules";
import { isBreached, isGuessable } from "~/services/sign-in/password/strong-passwords";
import { openBrowser } from "./support/browser";
import {
  emailsTo,
  medianRatio,
  newPassword,
  readToken,
  register,
  signInWith,
  signUp,
} from "./support/passwords";
import { clientLimits, newEmail, type Server, startServer, until } from "./support/server";
import {
  isCount,
  signInByCode, // @feature email-code
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** One of 32 emoji. */
const anyAnimal = () => String.fromCodePoint(0x1f400 + Math.floor(Math.random() * 32));

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

async function isSignedIn(browser: ReturnType<typeof openBrowser>) {
  return (await browser.get("/api/auth/get-session")).body !== "null";
}

describe("registering", () => {
  test("leads to a session only after the address is confirmed with the password", async () => {
    const browser = openBrowser(server);
    const [email, password] = [newEmail(), newPassword()];
    expect((await register(browser, email, password)).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await signInWith(browser, email, password)).status).toBe(401);
    const token = await readToken(server, email);
    expect((await browser.call("/confirm-email", { token, password })).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("someone else's address lets no one in without both its link and its password", async () => {
    const email = newEmail();
    const attackers = newPassword();
    await register(openBrowser(server), email, attackers);
    // The owner follows the link, and does not know the attacker's password.
    const token = await readToken(server, email);
    const owner = openBrowser(server);
    const response = await owner.call("/confirm-email", { token, password: newPassword() });
    expect({ status: response.status, code: codeOf(response) }).toEqual({
      status: 401,
      code: "NOT_THE_LINKS_PASSWORD",
    });
    expect((await signInWith(openBrowser(server), email, attackers)).status).toBe(401);
    // The owner creates an account of their own, and the attacker's registration is worth nothing.
    await signUp(server, email);
    expect((await signInWith(openBrowser(server), email, attackers)).status).toBe(401);
    const late = await openBrowser(server).call("/confirm-email", { token, password: attackers });
    expect(codeOf(late)).toBe("INVALID_TOKEN");
  });

  test("looks the same for an address that has an account, whose owner is told", async () => {
    const { email } = await signUp(server);
    const fresh = await register(openBrowser(server), newEmail(), newPassword());
    const taken = await register(openBrowser(server), email, newPassword());
    expect(taken.status).toBe(fresh.status);
    expect(taken.body).toBe(fresh.body);
    await expect
      .poll(async () => (await emailsTo(server, email))[0]?.subject)
      .toContain("You already have an account");
    const people = await server.db.select().from(user).where(eq(user.email, email));
    expect(people).toHaveLength(1);
  });

  test("takes the same time for an address that has an account", async () => {
    const { email } = await signUp(server);
    const taken = async () => () => register(openBrowser(server), email, newPassword());
    const fresh = async () => () => register(openBrowser(server), newEmail(), newPassword());
    const found = await medianRatio(taken, fresh, 2.5);
    expect(found).toBeGreaterThan(0.4);
    expect(found).toBeLessThan(2.5);
  });

  test("twice sends two links, each for the password that was chosen with it", async () => {
    const email = newEmail();
    const [first, second] = [newPassword(), newPassword()];
    await register(openBrowser(server), email, first);
    const firstLink = await readToken(server, email);
    await register(openBrowser(server), email, second);
    const secondLink = await readToken(server, email);
    const browser = openBrowser(server);
    const confirm = (token: string, password: string) =>
      browser.call("/confirm-email", { token, password });
    for (const [token, password] of [
      [firstLink, second],
      [secondLink, first],
    ] as const) {
      expect(codeOf(await confirm(token, password))).toBe("NOT_THE_LINKS_PASSWORD");
    }
    expect((await confirm(secondLink, second)).status).toBe(200);
    // One account, by one of them: the other link is over, and so is its password.
    expect(codeOf(await confirm(firstLink, first))).toBe("INVALID_TOKEN");
    expect((await signInWith(openBrowser(server), email, first)).status).toBe(401);
    expect((await signInWith(openBrowser(server), email, second)).status).toBe(200);
  });

  test("many times at once looks the same for a new address and for one with an account", async () => {
    const { email } = await signUp(server);
    const atOnce = async (address: string) => {
      const requests = Array.from({ length: 6 }, () =>
        register(openBrowser(server), address, newPassword()),
      );
      return (await Promise.all(requests)).map(({ status, body }) => ({ status, body }));
    };
    const fresh = await atOnce(newEmail());
    expect(new Set(fresh.map((response) => JSON.stringify(response))).size).toBe(1);
    expect(fresh[0]?.status).toBe(200);
    expect(await atOnce(email)).toEqual(fresh);
  });

  test("creates one account when many links are used at once", async () => {
    const email = newEmail();
    const links = [];
    for (let count = 0; count < 5; count++) {
      const password = newPassword();
      await register(openBrowser(server), email, password);
      links.push({ token: await readToken(server, email), password });
    }
    const responses = await Promise.all(
      // Each of them twice.
      [...links, ...links].map((link) => openBrowser(server).call("/confirm-email", link)),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(400)]);
    const people = await server.db.select().from(user).where(eq(user.email, email));
    expect(people).toHaveLength(1);
    expect(
      await server.db
        .select()
        .from(account)
        .where(eq(account.userId, people[0]?.id ?? "")),
    ).toHaveLength(1);
  });

  test("creates no account until it's confirmed, and keeps only address and password", async () => {
    const [email, password] = [newEmail(), newPassword()];
    const browser = openBrowser(server);
    const more = { name: "Not me", image: "https://evil.example/me.png", emailVerified: true };
    expect((await browser.call("/register", { email, password, ...more })).status).toBe(200);
    const token = await readToken(server, email);
    expect(await server.db.select().from(user).where(eq(user.email, email))).toEqual([]);
    expect((await browser.call("/confirm-email", { token, password })).status).toBe(200);
    const [person] = await server.db.select().from(user).where(eq(user.email, email));
    expect(person).toMatchObject({ name: "", image: null, emailVerified: true });
  });

  test("sends a link that doesn't reveal its recipient and isn't in the database", async () => {
    const email = newEmail();
    await register(openBrowser(server), email, newPassword());
    const token = await readToken(server, email);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain("example");
    expect(JSON.stringify(await server.db.select().from(verification))).not.toContain(token);
  });

  test("again sends another link for the same password, and both work until one is used", async () => {
    const [email, password] = [newEmail(), newPassword()];
    const browser = openBrowser(server);
    await register(browser, email, password);
    const first = await readToken(server, email);
    const again = await browser.call("/register/again", {});
    expect({ status: again.status, body: JSON.parse(again.body) }).toEqual({
      status: 200,
      body: { status: true },
    });
    const second = await readToken(server, email);
    const confirm = (token: string, typed: string) =>
      openBrowser(server).call("/confirm-email", { token, password: typed });
    expect(codeOf(await confirm(second, newPassword()))).toBe("NOT_THE_LINKS_PASSWORD");
    expect((await confirm(second, password)).status).toBe(200);
    expect(codeOf(await confirm(first, password))).toBe("INVALID_TOKEN");
  });

  test("again looks the same for an address that has an account, whose owner is told", async () => {
    const { email, password } = await signUp(server);
    const browser = openBrowser(server);
    await register(browser, email, newPassword());
    const again = await browser.call("/register/again", {});
    expect({ status: again.status, body: JSON.parse(again.body) }).toEqual({
      status: 200,
      body: { status: true },
    });
    await until(async () => (await emailsTo(server, email)).length === 3);
    const sent = await emailsTo(server, email);
    const exists = `You already have an account at ${appName}`;
    expect(sent.map(({ subject }) => subject).slice(0, 2)).toEqual([exists, exists]);
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(200);
  });

  test("again is possible only in the browser that registered", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    await register(browser, email, newPassword());
    await readToken(server, email);
    const other = await openBrowser(server).call("/register/again", { email });
    expect({ status: other.status, code: codeOf(other) }).toEqual({
      status: 400,
      code: "NOT_REGISTERED",
    });
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(codeOf(await browser.call("/register/again", {}))).toBe("NOT_REGISTERED");
    expect(await emailsTo(server, email)).toHaveLength(1);
  });

  test("with a made-up link does nothing", async () => {
    const [email, password] = [newEmail(), newPassword()];
    await register(openBrowser(server), email, password);
    const token = await readToken(server, email);
    for (const forged of ["", "x", `${token}x`, token.slice(1)]) {
      const response = await openBrowser(server).call("/confirm-email", {
        token: forged,
        password,
      });
      expect({ status: response.status, code: codeOf(response) }).toEqual({
        status: 400,
        code: "INVALID_TOKEN",
      });
    }
  });
});

describe("a password", () => {
  test.each([
    ["too short", newPassword().slice(0, SHORTEST_PASSWORD - 1), "PASSWORD_TOO_SHORT"],
    ["too long", newPassword().padEnd(LONGEST_PASSWORD + 1, "x y"), "PASSWORD_TOO_LONG"],
    ["one of the first that attackers try", "passwordpassword1", "PASSWORD_GUESSABLE"],
    ["a run of digits", "1234567890123456", "PASSWORD_GUESSABLE"],
  ])("that is %s is refused", async (_, password, code) => {
    const response = await register(openBrowser(server), newEmail(), password);
    expect({ status: response.status, code: codeOf(response) }).toEqual({ status: 400, code });
  });

  test.each([
    ["the minimum length", () => crypto.randomUUID().slice(0, SHORTEST_PASSWORD)],
    ["the maximum length", () => newPassword().padEnd(LONGEST_PASSWORD, crypto.randomUUID())],
    [
      "the minimum length in emoji",
      () => Array.from({ length: LONGEST_PASSWORD }, anyAnimal).join(""),
    ],
    ["spaces at both ends", () => `  ${newPassword()}  `],
    ["any script and emoji", () => `Größe 大きさ 🦊🦊 ${crypto.randomUUID()}`],
  ])("of %s is accepted exactly as typed", async (_, make) => {
    const password = make();
    const { email } = await signUp(server, newEmail(), password);
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(200);
    const other = await signInWith(openBrowser(server), email, [...password].slice(0, -1).join(""));
    expect(other.status).toBe(401);
  });

  test("is stored as a hash", async () => {
    const { email, password } = await signUp(server);
    const [row] = await server.db
      .select({ hash: account.password })
      .from(account)
      .innerJoin(user, eq(user.id, account.userId))
      .where(eq(user.email, email));
    expect(row?.hash).toMatch(/^[\da-f]+:[\da-f]{100,}$/);
    expect(row?.hash).not.toContain(password);
  });

  test("that is the person's own address is refused, no matter where it's chosen", async () => {
    const [local, password] = [`ada-lovelace-${crypto.randomUUID().slice(0, 8)}`, newPassword()];
    const email = `${local}@example.com`;
    const refused = { status: 400, code: "PASSWORD_GUESSABLE" };
    const asked = async (path: string, body: object, browser = openBrowser(server)) => {
      const response = await browser.call(path, body);
      return { status: response.status, code: codeOf(response) };
    };
    for (const chosen of [email, `${local} ${local}`, email.toUpperCase()]) {
      expect(await asked("/register", { email, password: chosen })).toEqual(refused);
    }
    const { browser } = await signUp(server, email, password);
    const change = { currentPassword: password, newPassword: email };
    expect(await asked("/change-password", change, browser)).toEqual(refused);
    await browser.call("/request-password-reset", { email });
    const reset = { token: await readToken(server, email), newPassword: email };
    expect(await asked("/reset-password", reset)).toEqual(refused);
  });

  const ada = ["ada.lovelace@example.com", "Ada Lovelace", "app.example.com:3000"];

  test.each([
    "ada.lovelace@example.com",
    "ADA.LOVELACE@EXAMPLE.COM",
    "Ada.Lovelace.2026",
    "adalovelace1234",
    "ada lovelace ada lovelace",
    "app.example.com",
    `${appName} ${appName} ${appName}`,
    "passwordpassword",
    "PasswordPassword1!",
    "P@ssw0rdP@ssw0rd",
    "wordpasswordpass",
    "letmein-letmein-letmein",
    "monkeymonkeymonkey",
    "qwertyuiopasdfgh",
    "qwertyuiopasdfghjklzxcvbnm",
    "1q2w3e4r5t6y7u8i",
    "abcdefghijklmnop",
    "aaaaaaaaaaaaaaaa",
    "!!!!!!!!!!!!!!!!",
    "123456789012345",
    "98765432109876543",
    "111222333444555",
    "2026-11-28 2026-11-28",
    "a1b2".repeat(32),
  ])("is easy to guess if it is %s", (password) => {
    expect(isGuessable(password, ada)).toBe(true);
  });

  test.each([
    "tulip marmot gravel sonnet",
    "lamp river cactus bronze",
    "saddle-onion-violin-planet",
    "a long sentence of mine",
    "passwords are dull, is it not so",
    "twelve 12 twenty 20",
    "Kx9$mQ2vLp7!tR4w",
    "XkRbqTzLwVnPcYd",
    "f3b1c9a0-7d2e-4",
    "]#%;~{,^>$=+_&?",
    "der Hund schläft heute lange",
    "Я люблю гулять в парке осенью",
    "今日はとても良い天気ですね散歩",
    "Größe 大きさ 🦊🦊 äöü abc",
  ])("is hard to guess if it is %s", (password) => {
    expect(isGuessable(password, ada)).toBe(false);
  });

  test("of any length is judged quickly", () => {
    const used = process.cpuUsage();
    for (let count = 0; count < 5; count++) isGuessable(newPassword().repeat(3).slice(0, 128), ada);
    // In time of this process, so that a busy machine makes no difference. All 128 would take more.
    const { user, system } = process.cpuUsage(used);
    expect((user + system) / 5 / 1000).toBeLessThan(200);
  });
});

describe("whether a password was stolen before", () => {
  const password = "a password of the test";
  const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
  const responding = (text: string, status = 200) =>
    Object.assign(async (url: string | URL | Request) => {
      responding.asked = String(url);
      return new Response(text, { status });
    });
  responding.asked = "";

  test("is looked up by five digits of its hash", async () => {
    const list = `${"0".repeat(35)}:3\r\n${hash.slice(5)}:12\r\n`;
    expect(await isBreached(password, responding(list))).toBe(true);
    expect(responding.asked.endsWith(`/range/${hash.slice(0, 5)}`)).toBe(true);
  });

  test("is false if it's only in the padding of the list", async () => {
    expect(await isBreached(password, responding(`${hash.slice(5)}:0`))).toBe(false);
    expect(await isBreached(password, responding("0".repeat(35)))).toBe(false);
  });

  test("doesn't matter while the service is down", async () => {
    const down = async () => {
      throw new TypeError("fetch failed");
    };
    expect(await isBreached(password, down)).toBe(false);
    expect(await isBreached(password, responding("", 503))).toBe(false);
  });

  test("delays no one for more than a second", async () => {
    const limit = vi.spyOn(AbortSignal, "timeout");
    const hanging = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    expect(await isBreached(password, hanging)).toBe(false);
    expect(limit).toHaveBeenCalledWith(1_000);
  });
});

describe("signing in with a password", () => {
  test("gives the same response for a wrong password and an unknown address", async () => {
    const { email } = await signUp(server);
    const responses = [];
    for (const address of [email, newEmail()]) {
      responses.push(await signInWith(openBrowser(server), address, newPassword()));
    }
    const [known, unknown] = responses;
    expect(known?.status).toBe(401);
    expect(unknown?.status).toBe(401);
    expect(known?.body).toBe(unknown?.body);
  });

  test("forgets the wrong attempts after the right one", async () => {
    const { email, password } = await signUp(server);
    for (let round = 0; round < 2; round++) {
      for (let guess = 0; guess < 9; guess++) {
        await signInWith(openBrowser(server), email, newPassword());
      }
      expect((await signInWith(openBrowser(server), email, password)).status).toBe(200);
    }
  });

  test("is also limited for each client", async () => {
    const browser = openBrowser(server);
    const statuses = [];
    for (let guess = 0; guess <= clientLimits["/sign-in/email"].max; guess++) {
      statuses.push((await signInWith(browser, newEmail(), newPassword())).status);
    }
    expect(statuses).toEqual([...Array(clientLimits["/sign-in/email"].max).fill(401), 429]);
  });
});

describe("a new password by email", () => {
  async function forgotten(email: string) {
    const browser = openBrowser(server);
    const response = await browser.call("/request-password-reset", { email });
    expect(response.status).toBe(200);
    return { browser, response };
  }

  test("works once, and ends every earlier session", async () => {
    const { browser: here, email } = await signUp(server);
    const { browser } = await forgotten(email);
    const token = await readToken(server, email);
    const password = newPassword();
    const asked = { token, newPassword: password };
    expect((await browser.call("/reset-password", asked)).status).toBe(200);
    expect(await isSignedIn(here)).toBe(false);
    expect(await isSignedIn(browser)).toBe(false);
    const again = await browser.call("/reset-password", { token, newPassword: newPassword() });
    expect({ status: again.status, code: codeOf(again) }).toEqual({
      status: 400,
      code: "INVALID_TOKEN",
    });
    expect((await signInWith(browser, email, password)).status).toBe(200);
    expect((await emailsTo(server, email))[0]?.subject).toContain("has a new password");
  });

  // @feature email-code
  test("is called a first password if there is none yet", async () => {
    const email = newEmail();
    await signInByCode(server, email);
    await forgotten(email);
    await readToken(server, email);
    expect((await emailsTo(server, email))[0]?.subject).toBe(`Set your ${appName} password`);
  });

  // @end
  test("invalidates the other links", async () => {
    const { email } = await signUp(server);
    await forgotten(email);
    const first = await readToken(server, email);
    expect((await emailsTo(server, email))[0]?.subject).toBe(`Reset your ${appName} password`);
    await forgotten(email);
    const second = await readToken(server, email);
    const browser = openBrowser(server);
    const reset = (token: string) =>
      browser.call("/reset-password", { token, newPassword: newPassword() });
    expect((await reset(second)).status).toBe(200);
    expect((await reset(first)).status).toBe(400);
  });

  test("has a link that expires", async () => {
    const { email } = await signUp(server);
    const before = new Set((await server.db.select().from(verification)).map(({ id }) => id));
    await forgotten(email);
    const token = await readToken(server, email);
    const rows = await server.db.select().from(verification);
    const links = rows.filter((row) => !before.has(row.id) && !isCount(row));
    const latest = Math.max(...links.map(({ expiresAt }) => expiresAt.getTime()));
    expect(latest - Date.now()).toBeLessThanOrEqual(LINK_LIFETIME_IN_MINUTES * 60 * 1000);
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    const response = await openBrowser(server).call("/reset-password", {
      token,
      newPassword: newPassword(),
    });
    expect(response.status).toBe(400);
  });

  test("has a link whose token isn't in the database", async () => {
    const { email } = await signUp(server);
    await forgotten(email);
    const token = await readToken(server, email);
    const rows = JSON.stringify(await server.db.select().from(verification));
    expect(rows).not.toContain(token);
  });

  test("gets the same response for an address without an account, to which nothing is sent", async () => {
    const { email } = await signUp(server);
    const nobody = newEmail();
    const known = await forgotten(email);
    const unknown = await forgotten(nobody);
    expect(known.response.body).toBe(unknown.response.body);
    expect(await emailsTo(server, nobody)).toEqual([]);
  });

  test("has to be a good one, and a bad one doesn't use up the link", async () => {
    const { email } = await signUp(server);
    const { browser } = await forgotten(email);
    const token = await readToken(server, email);
    const short = await browser.call("/reset-password", { token, newPassword: "short" });
    expect(short.status).toBe(400);
    const good = await browser.call("/reset-password", { token, newPassword: newPassword() });
    expect(good.status).toBe(200);
  });
});

describe("changing the password", () => {
  test("requires the current one, and always ends every other session", async () => {
    const { browser, email, password } = await signUp(server);
    const other = openBrowser(server);
    await signInWith(other, email, password);
    const next = newPassword();
    const wrong = { currentPassword: newPassword(), newPassword: next };
    expect((await browser.call("/change-password", wrong)).status).toBe(400);
    const right = { currentPassword: password, newPassword: next, revokeOtherSessions: false };
    expect((await browser.call("/change-password", right)).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
    expect(
      await server.db
        .select()
        .from(session)
        .innerJoin(user, eq(user.id, session.userId))
        .where(eq(user.email, email)),
    ).toHaveLength(1);
    expect((await signInWith(other, email, password)).status).toBe(401);
    expect((await emailsTo(server, email))[0]?.subject).toContain("has a new password");
  });

  test("is only for people who are signed in", async () => {
    const body = { currentPassword: newPassword(), newPassword: newPassword() };
    expect((await openBrowser(server).call("/change-password", body)).status).toBe(401);
  });

  test("with a stolen session allows as many guesses as elsewhere, from anywhere", async () => {
    const { browser, password, email } = await signUp(server);
    const statuses = [];
    for (let guess = 0; guess <= FREE_GUESSES; guess++) {
      const body = { currentPassword: newPassword(), newPassword: newPassword() };
      statuses.push((await browser.copy().call("/change-password", body)).status);
    }
    expect(statuses).toEqual([...Array(FREE_GUESSES).fill(400), 429]);
    const right = { currentPassword: password, newPassword: newPassword() };
    expect((await browser.call("/change-password", right)).status).toBe(429);
    // The owner can still sign in: those guesses are counted apart.
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(200);
  });

  test("isn't blocked for the owner by a stranger's guesses at signing in", async () => {
    const { browser, email, password } = await signUp(server);
    for (let guess = 0; guess <= FREE_GUESSES; guess++) {
      await signInWith(openBrowser(server), email, newPassword());
    }
    const body = { currentPassword: password, newPassword: newPassword() };
    expect((await browser.call("/change-password", body)).status).toBe(200);
  });

  test("refuses a bad one", async () => {
    const { browser, password } = await signUp(server);
    const body = { currentPassword: password, newPassword: "password12345678" };
    expect(codeOf(await browser.call("/change-password", body))).toBe("PASSWORD_GUESSABLE");
  });
});
