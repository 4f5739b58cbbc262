import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import { FREE_GUESSES } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES, REGISTER } from "~/services/sign-in/password/rules";
import { type Browser, openBrowser } from "./support/browser";
import {
  emailsTo,
  medianRatio,
  newPassword,
  readToken,
  register,
  signInWith,
  signUp,
} from "./support/passwords";
import { textSentTo } from "./support/sent-email";
import { ask, newEmail, type Server, startServer, until } from "./support/server";
import {
  isCount,
  readCode, // @feature email-code
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

function confirm(token: string, password: string) {
  return openBrowser(server).call("/confirm-email", { token, password });
}

async function hasAccount(email: string) {
  const found = await server.db.select().from(user).where(eq(user.email, email));
  return found.length > 0;
}

describe("someone else's address", () => {
  // @feature email-code
  test("that a stranger has registered is its owner's once they sign in with a code", async () => {
    const email = newEmail();
    const attackers = newPassword();
    await register(openBrowser(server), email, attackers);
    const link = await readToken(server, email);
    const owner = openBrowser(server);
    await owner.call("/email-otp/send-verification-otp", { email, type: "sign-in" });
    const otp = await readCode(server, email);
    expect((await owner.call("/sign-in/email-otp", { email, otp })).status).toBe(200);
    expect((await signInWith(openBrowser(server), email, attackers)).status).toBe(401);
    expect((await confirm(link, attackers)).status).toBe(400);
  });

  // @end
  test("doesn't get a different password when it's registered again", async () => {
    const { email, password } = await signUp(server);
    const attackers = newPassword();
    await register(openBrowser(server), email.toUpperCase(), attackers);
    expect((await signInWith(openBrowser(server), email, attackers)).status).toBe(401);
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(200);
  });

  test("can't be flooded by one client: the fourth email in a minute is one too many", async () => {
    const { email } = await signUp(server);
    const sent = (await emailsTo(server, email)).length;
    for (const path of ["/register", "/request-password-reset"]) {
      const browser = openBrowser(server);
      const statuses = [];
      for (let request = 0; request < 4; request++) {
        const body = { email, password: newPassword() };
        statuses.push((await browser.call(path, body)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 429]);
    }
    expect(await emailsTo(server, email)).toHaveLength(sent + 6);
  });
});

describe("the link that confirms an address", () => {
  test("expires", async () => {
    const [email, password] = [newEmail(), newPassword()];
    const before = new Set((await server.db.select().from(verification)).map(({ id }) => id));
    await register(openBrowser(server), email, password);
    const token = await readToken(server, email);
    const rows = await server.db.select().from(verification);
    const links = rows.filter((row) => !before.has(row.id) && !isCount(row));
    const latest = Math.max(...links.map(({ expiresAt }) => expiresAt.getTime()));
    expect(latest - Date.now()).toBeLessThanOrEqual(LINK_LIFETIME_IN_MINUTES * 60 * 1000);
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(codeOf(await confirm(token, password))).toBe("INVALID_TOKEN");
    expect(await hasAccount(email)).toBe(false);
  });

  test("can't be used for another purpose", async () => {
    const { email, password } = await signUp(server);
    await openBrowser(server).call("/request-password-reset", { email });
    expect(codeOf(await confirm(await readToken(server, email), password))).toBe("INVALID_TOKEN");
  });

  test("leads to a page of this app, no matter which host the request names", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    const body = { email, password: newPassword(), callbackURL: "/dashboard" };
    await browser.call("/register", body, { "X-Forwarded-Host": "evil.example" });
    const [sent] = await emailsTo(server, email);
    expect(sent?.link?.startsWith(`${server.address}/confirm-email?token=`)).toBe(true);
  });

  test("can't be used to guess passwords", async () => {
    const [email, password] = [newEmail(), newPassword()];
    await register(openBrowser(server), email, password);
    const token = await readToken(server, email);
    const statuses = [];
    for (let guess = 0; guess <= FREE_GUESSES; guess++) {
      statuses.push((await confirm(token, newPassword())).status);
    }
    expect(statuses).toEqual([...Array(FREE_GUESSES).fill(401), 429]);
    const right = await confirm(token, password);
    expect({ status: right.status, code: codeOf(right) }).toEqual({
      status: 429,
      code: "TOO_MANY_GUESSES",
    });
    // Another link of the same address is not closed by that.
    await register(openBrowser(server), email, password);
    expect((await confirm(await readToken(server, email), password)).status).toBe(200);
  });
});

describe("guessing a password", () => {
  test("many times at once gives no more guesses than one after the other", async () => {
    const { email } = await signUp(server);
    const responses = await Promise.all(
      Array.from({ length: 3 * FREE_GUESSES }, () =>
        signInWith(openBrowser(server), email, newPassword()),
      ),
    );
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(FREE_GUESSES);
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(2 * FREE_GUESSES);
  });

  test("with other spellings of the address counts as guessing for the same one", async () => {
    const { email, password } = await signUp(server);
    for (let guess = 0; guess < FREE_GUESSES; guess++) {
      const spelt = guess % 2 ? email.toUpperCase() : email;
      await signInWith(openBrowser(server), spelt, newPassword());
    }
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(429);
  });

  test("doesn't keep the owner out: they can choose a new one by email", async () => {
    const { email } = await signUp(server);
    for (let guess = 0; guess <= FREE_GUESSES; guess++) {
      await signInWith(openBrowser(server), email, newPassword());
    }
    const owner = openBrowser(server);
    await owner.call("/request-password-reset", { email });
    const password = newPassword();
    await owner.call("/reset-password", {
      token: await readToken(server, email),
      newPassword: password,
    });
    expect((await signInWith(owner, email, password)).status).toBe(200);
  });
});

describe("the response time doesn't reveal who has an account", () => {
  /** An account is asked about once, so that no limit gets in the way. */
  function ratio(factor: number, ask: (browser: Browser, email: string) => Promise<unknown>) {
    const known = async () => {
      const { email } = await signUp(server);
      return () => ask(openBrowser(server), email);
    };
    const unknown = async () => () => ask(openBrowser(server), newEmail());
    return medianRatio(known, unknown, factor);
  }

  // What is looked for is a hash that is computed for one of them only: twenty times as long.
  test("when signing in", async () => {
    const found = await ratio(3, (browser, email) => signInWith(browser, email, newPassword()));
    expect(found).toBeGreaterThan(1 / 3);
    expect(found).toBeLessThan(3);
  });

  test("when requesting a link for a new password", async () => {
    const found = await ratio(5, (browser, email) =>
      browser.call("/request-password-reset", { email }),
    );
    expect(found).toBeGreaterThan(0.2);
    expect(found).toBeLessThan(5);
  });
});

describe("a link for a new password", () => {
  test("that is used ten times at once works once", async () => {
    const { email } = await signUp(server);
    await openBrowser(server).call("/request-password-reset", { email });
    const token = await readToken(server, email);
    const passwords = Array.from({ length: 10 }, newPassword);
    const responses = await Promise.all(
      passwords.map((password) =>
        openBrowser(server).call("/reset-password", { token, newPassword: password }),
      ),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
    const winner = passwords[responses.findIndex(({ status }) => status === 200)] ?? "";
    expect((await signInWith(openBrowser(server), email, winner)).status).toBe(200);
  });

  test("doesn't sign in by itself, and its page doesn't pass the link on to anyone", async () => {
    const { email } = await signUp(server);
    const browser = openBrowser(server);
    await browser.call("/request-password-reset", { email });
    const token = await readToken(server, email);
    const page = await browser.get(`/reset-password?token=${token}`);
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    expect(page.headers.get("cache-control")).toContain("no-store");
    await browser.call("/reset-password", { token, newPassword: newPassword() });
    expect((await browser.get("/api/auth/get-session")).body).toBe("null");
  });
});

test("a new password makes the browsers that knew the old one unknown", async () => {
  const { email, password, browser } = await signUp(server);
  const other = openBrowser(server);
  await signInWith(other, email, password);
  const change = { currentPassword: password, newPassword: newPassword() };
  expect((await browser.call("/change-password", change)).status).toBe(200);
  for (let guess = 0; guess < FREE_GUESSES; guess++) {
    await signInWith(openBrowser(server), email, newPassword());
  }
  expect((await signInWith(other, email, change.newPassword)).status).toBe(429);
  expect((await signInWith(browser.copy(), email, change.newPassword)).status).toBe(200);
});

describe("a server with previews", () => {
  const exact = "https://staging.example.com";
  const pattern = "https://my-app-*-my-team.vercel.app";
  const preview = "https://my-app-git-branch-my-team.vercel.app";
  const own = "https://app.localhost";
  let server: Server;

  beforeAll(async () => {
    server = await startServer({
      NODE_ENV: "production",
      BETTER_AUTH_URL: own,
      PREVIEW_ORIGINS: `${exact},${pattern}`,
    });
  });
  afterAll(() => server.remove());

  test.each([
    [exact, exact],
    // Otherwise, anyone with a name that fits the pattern would be sent other people's links.
    [preview, own],
    ["https://evil.example", own],
  ])("when it's asked at %s, sends links that begin with %s", async (asked, begins) => {
    const email = newEmail();
    const body = JSON.stringify({ email, password: newPassword() });
    const headers = { Host: new URL(asked).host, "Content-Type": "application/json" };
    const url = `${server.address}/api/auth${REGISTER}`;
    expect((await ask(url, headers, "POST", body)).status).toBe(200);
    const text = await until(() => textSentTo(server, email) || undefined);
    expect(text).toContain(`${begins}/confirm-email?token=`);
  });
});
