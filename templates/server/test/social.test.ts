import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account, user } from "~/db/schema";
import { keyNames } from "~/env/social";
import { providers } from "~/services/sign-in/social/rules";
import { isSignedIn, signOut } from "./support/app";
import { openBrowser } from "./support/browser";
import { playedProviders } from "./support/play-providers";
import {
  connect, // @feature email-code
  leave,
  press,
  signInSocially,
  signInWith,
} from "./support/providers";
import { textSentTo } from "./support/sent-email"; // @feature code-sign-in
import {
  newEmail,
  refusal,
  type Server,
  startServer,
  until, // @feature email-code
} from "./support/server";
import { signInByCode } from "./support/sign-in"; // @feature email-code

let server: Server;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.remove());

const ids = Object.keys(providers);
const [id = ""] = ids;

function accountsOf(email: string) {
  return server.db
    .select({ account, user })
    .from(account)
    .innerJoin(user, eq(account.userId, user.id))
    .where(eq(user.email, email));
}

test.for(ids)("someone new signs in with %s, signs out, and signs in again", async (provider) => {
  const browser = openBrowser(server);
  const email = newEmail();
  const person = { name: "Ada Lovelace", email };
  const { status, location } = await signInWith(browser, provider, person);
  expect({ status, location }).toEqual({ status: 302, location: "/dashboard" });
  expect(await isSignedIn(browser)).toBe(true);
  await signOut(browser);
  expect(await isSignedIn(browser)).toBe(false);
  await signInWith(browser, provider, person);
  expect(await isSignedIn(browser)).toBe(true);
  const rows = await accountsOf(email);
  expect(rows).toMatchObject([
    { account: { providerId: provider }, user: { name: "Ada Lovelace", emailVerified: true } },
  ]);
});

test("people come back to the page they wanted to open", async () => {
  const fields = { redirectTo: "/dashboard?tab=1" };
  const { location } = await signInWith(openBrowser(server), id, { email: newEmail() }, fields);
  expect(location).toBe("/dashboard?tab=1");
});

test("a sign-in never leads to another site", async () => {
  const fields = { redirectTo: "//evil.example/" };
  const { location } = await signInWith(openBrowser(server), id, { email: newEmail() }, fields);
  expect(location).toBe("/dashboard");
});

test("someone who cancels gets a plain message, and can still get back to their page", async () => {
  const browser = openBrowser(server);
  const { location } = await signInWith(browser, id, "refuse", { redirectTo: "/dashboard?tab=1" });
  const back = new URL(location ?? "", server.origin);
  expect(back.pathname).toBe("/login");
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.get("redirectTo")).toBe("/dashboard?tab=1");
  expect(await isSignedIn(browser)).toBe(false);
});

test("of everything the provider sends, only who the person is gets stored", async () => {
  const email = newEmail();
  await signInSocially(server, email);
  const [row] = await accountsOf(email);
  expect(row?.account).toMatchObject({
    accessToken: null,
    refreshToken: null,
    idToken: null,
    scope: null,
  });
  expect(row?.user.image).toBeNull();
});

test("a name that can't be shown keeps no one out", async () => {
  const browser = openBrowser(server);
  const email = newEmail();
  await signInWith(browser, id, { email, name: "Ada‮ecalevoL" });
  expect(await isSignedIn(browser)).toBe(true);
  expect(await accountsOf(email)).toMatchObject([{ user: { name: "" } }]);
});

test("the page that leads to the provider allows forms to no other site", async () => {
  const browser = openBrowser(server);
  await leave(browser, id);
  const policy = browser.responses.at(-1)?.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("form-action 'self'");
});

// @feature email-code
test("an account with the same confirmed address is connected, and its owner is told", async () => {
  const email = newEmail();
  await signInByCode(server, email);
  const browser = openBrowser(server);
  await signInWith(browser, id, { email });
  expect(await isSignedIn(browser)).toBe(true);
  expect(await accountsOf(email)).toMatchObject([{ account: { providerId: id } }]);
  // The browser is new as well, so this isn't the only email.
  await until(async () => {
    const { messages } = JSON.parse((await browser.get("/dev/mailbox.json")).body);
    const sent: { to: string; text: string }[] = messages;
    return sent.some(
      ({ to, text }) => to === email && text.includes("From now on, you can sign in with"),
    );
  });
});

test("someone who is signed in connects an account with another address", async () => {
  const email = newEmail();
  const browser = await signInByCode(server, email);
  const { location } = await connect(browser, id, { email: newEmail() });
  expect(location).toBe("/account");
  expect(await accountsOf(email)).toMatchObject([{ account: { providerId: id } }]);
});
// @feature code-sign-in

test("a connection can be ended, and the owner is told", async () => {
  const email = newEmail();
  const browser = await signInByCode(server, email);
  await connect(browser, id, { email });
  const { status } = await browser.call("/disconnect", { provider: id });
  expect(status).toBe(200);
  expect(await accountsOf(email)).toEqual([]);
  await until(() => textSentTo(server, email).includes("You can no longer sign in with"));
});
// @end
// @end

test("a connection that a person doesn't have can't be ended", async () => {
  const browser = await signInSocially(server);
  expect((await browser.call("/disconnect", { provider: "credential" })).status).toBe(400);
  expect((await browser.call("/disconnect", { provider: "toString" })).status).toBe(400);
});

test("the stand-in accepts only sign-ins that the app has begun", async () => {
  const browser = openBrowser(server);
  const at = await leave(browser, id);
  const withParameter = (name: string, value: string) => {
    const query = new URLSearchParams(at.search);
    query.set(name, value);
    return browser.get(`${at.pathname}?${query}`);
  };
  expect((await withParameter("scope", "anything")).status).toBe(200);
  expect((await withParameter("redirect_uri", "https://evil.example/")).status).toBe(400);
  expect((await withParameter("client_id", "someone-else")).status).toBe(400);
  expect((await browser.get(at.pathname)).status).toBe(400);
});

describe("in production", () => {
  const production = { NODE_ENV: "production", BETTER_AUTH_URL: "http://localhost:3000" };

  test.for(playedProviders)("people sign in with %s through its own protocol", async (provider) => {
    const real = await startServer(production);
    try {
      const browser = openBrowser(real);
      const email = newEmail();
      const { location } = await signInWith(browser, provider, { email, name: "Ada" });
      expect(location).toBe("/dashboard");
      expect(await isSignedIn(browser)).toBe(true);
      expect(await real.db.select().from(user)).toMatchObject([{ email, name: "Ada" }]);
    } finally {
      await real.remove();
    }
  });

  test("there's no stand-in, and a provider without keys can't be used", async () => {
    const { clientId, clientSecret } = keyNames(id);
    const real = await startServer({ ...production, [clientId]: "", [clientSecret]: "" });
    try {
      const browser = openBrowser(real);
      expect((await browser.get(`/dev/sign-in-as/${id}`)).status).not.toBe(200);
      const { location } = await press(browser, id);
      expect(location).toBe("/login?error=failed");
      expect(real.log.text).toContain(`${clientId} isn't set`);
    } finally {
      await real.remove();
    }
  });

  test("a provider with only one of its two keys stops the app from starting", async () => {
    const { clientId, clientSecret } = keyNames(id);
    const { code, text } = await refusal({ [clientSecret]: "" });
    expect(code).not.toBe(0);
    expect(text).toContain(`${clientSecret} is missing`);
    expect(text).not.toContain(`${clientId} is missing`);
  });
});
