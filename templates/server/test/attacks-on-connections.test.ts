import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account, session, user } from "~/db/schema";
import { DISCONNECT, providers, socialLimits } from "~/services/sign-in/social/rules";
import { isSignedIn } from "./support/app";
import { arrive } from "./support/arrival";
import { type Browser, openBrowser } from "./support/browser";
import { connect, decide, leave, press, signInSocially, signInWith } from "./support/providers";
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { newEmail, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});

afterAll(() => server.remove());

const [id = ""] = Object.keys(providers);
const connecting = { action: "/account/connect" };

function errorIn(location: string | null) {
  return new URL(location ?? "", server.origin).searchParams.get("error");
}

async function usersAt(email: string) {
  return server.db.select().from(user).where(eq(user.email, email));
}

/** All the way to the link that brings someone back, which is not opened. */
async function linkBack(browser: Browser, email = newEmail()) {
  return decide(browser, await leave(browser, id), { email });
}

describe("an address", () => {
  test("that the provider hasn't confirmed creates no account", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const { location } = await signInWith(browser, id, { email, verified: false });
    expect(errorIn(location)).toBe("email_not_verified");
    expect(await isSignedIn(browser)).toBe(false);
    expect(await usersAt(email)).toEqual([]);
  });

  test("that the provider hasn't confirmed doesn't sign in to an account", async () => {
    const email = newEmail();
    await signIn(server, email);
    const before = await server.db.select().from(account);
    const thief = openBrowser(server);
    // Another account at the provider than the owner's, if the owner has one.
    const person = { email: email.replace("@", "@x."), verified: false };
    await server.db.update(user).set({ email: person.email }).where(eq(user.email, email));
    const { location } = await signInWith(thief, id, person);
    // The same as for an address that has no account.
    expect(errorIn(location)).toBe("email_not_verified");
    expect(await isSignedIn(thief)).toBe(false);
    expect(await server.db.select().from(account)).toEqual(before);
  });

  test("that this app hasn't confirmed isn't connected to any provider", async () => {
    const email = newEmail();
    await server.db.insert(user).values({ id: email, email, name: "", emailVerified: false });
    const browser = openBrowser(server);
    const { location } = await signInWith(browser, id, { email });
    expect(errorIn(location)).toBe("account_not_linked");
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("that has changed at the provider leads to the same account", async () => {
    const email = newEmail();
    await signInSocially(server, email);
    const later = newEmail();
    await server.db.update(user).set({ email: later }).where(eq(user.email, email));
    const browser = openBrowser(server);
    await signInWith(browser, id, { email });
    expect(await isSignedIn(browser)).toBe(true);
    expect(await usersAt(later)).toHaveLength(1);
    expect(await usersAt(email)).toEqual([]);
  });

  test("that is longer than an address can be is refused", async () => {
    const browser = openBrowser(server);
    const email = `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example.com`;
    const at = await leave(browser, id);
    await expect(decide(browser, at, { email })).rejects.toThrow("400");
  });
});

describe("the link back", () => {
  test("signs in once", async () => {
    const browser = openBrowser(server);
    const back = await linkBack(browser);
    const copy = browser.copy();
    expect((await arrive(browser, back)).location).toBe("/dashboard");
    expect(errorIn((await arrive(copy, back)).location)).toBe("state_mismatch");
    expect(await isSignedIn(copy)).toBe(false);
  });

  test("signs in only one of ten browsers with the same cookies at the same moment", async () => {
    const browser = openBrowser(server);
    const back = await linkBack(browser);
    const copies = Array.from({ length: 10 }, () => browser.copy());
    const responses = await Promise.all(copies.map((copy) => arrive(copy, back)));
    expect(responses.filter(({ location }) => location === "/dashboard").length).toBeLessThan(2);
  });

  test("works in no other browser, so no one is signed in to a stranger's account", async () => {
    const attacker = openBrowser(server);
    const back = await linkBack(attacker);
    const victim = openBrowser(server);
    expect(errorIn((await arrive(victim, back)).location)).toBe("state_mismatch");
    expect(await isSignedIn(victim)).toBe(false);
    const signedIn = await signIn(server);
    const before = await server.db.select().from(session);
    await arrive(signedIn, back);
    expect(await server.db.select().from(session)).toEqual(before);
  });

  test.for([
    ["state", "a-state-of-ones-own"],
    ["state", ""],
    ["code", "a-code-of-ones-own"],
    ["code", ""],
  ] as const)("with another %s (%j) signs no one in", async ([name, value]) => {
    const browser = openBrowser(server);
    const back = new URL(await linkBack(browser), server.origin);
    back.searchParams.set(name, value);
    const { status, location } = await arrive(browser, back.pathname + back.search);
    expect(status).toBe(302);
    expect(errorIn(location)).toBeTruthy();
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("explains a failure in our own words, no matter what the provider says", async () => {
    const browser = openBrowser(server);
    const at = await leave(browser, id);
    const state = at.searchParams.get("state") ?? "";
    const error = "<script>alert(1)</script>";
    const query = new URLSearchParams({ error, error_description: error, state });
    const { location } = await browser.get(`/api/auth/callback/${id}?${query}`);
    const page = await browser.get(location ?? "");
    expect(page.body).not.toContain(error);
  });

  test("may be a form that the provider sends from its own site", async () => {
    const browser = openBrowser(server);
    const back = new URL(await linkBack(browser), server.origin);
    // The browser sends no cookies along with it.
    const form = await openBrowser(server).post(
      back.pathname,
      Object.fromEntries(back.searchParams),
      { Origin: "https://provider.example", "Sec-Fetch-Site": "cross-site" },
    );
    expect(form.status).toBe(302);
    const { pathname, search } = new URL(form.location ?? "");
    expect((await arrive(browser, pathname + search)).location).toBe("/dashboard");
  });

  test("of a provider that the app doesn't have isn't a page", async () => {
    const { status, location } = await openBrowser(server).get(
      "/api/auth/callback/gitlab?code=1&state=1",
    );
    expect([status, location]).toEqual([302, "/login?error=failed"]);
  });

  test("is limited for each client, and still ends on a page", async () => {
    const browser = openBrowser(server);
    const { max } = socialLimits["/callback/*"];
    let last: string | null = null;
    for (let attempt = 0; attempt <= max; attempt++) {
      last = (await browser.get(`/api/auth/callback/${id}?code=1&state=1`)).location;
    }
    expect(last).toBe("/login?error=too_many_requests");
  });
});

describe("a request for a provider", () => {
  test.for([
    { idToken: { token: "e30.e30.e30" } },
    { scopes: ["repo"] },
    { callbackURL: "/dashboard" },
    { additionalParams: { prompt: "none" } },
    { additionalData: { link: { userId: "someone", email: "x@example.com" } } },
    { requestSignUp: true },
    { loginHint: "x" },
  ])("accepts no other fields: %j", async (extra) => {
    const browser = openBrowser(server);
    const { status } = await browser.call("/sign-in/social", { provider: id, ...extra });
    expect(status).toBe(400);
  });

  test("has to come from a page of this app", async () => {
    for (const action of ["/login/with", "/account/connect"]) {
      const headers = { Origin: "https://evil.example" };
      const { status } = await press(openBrowser(server), id, {}, { action, headers });
      expect(status).toBe(403);
    }
  });

  test.for(["gitlab", "constructor", "", "../github"])(
    "has to name one that exists, not %j",
    async (name) => {
      const { status, location } = await press(openBrowser(server), name);
      expect([status, location]).toEqual([302, "/login?error=failed"]);
    },
  );
});

describe("connecting", () => {
  test("requires being signed in", async () => {
    const { location } = await press(openBrowser(server), id, {}, connecting);
    expect(location).toBe("/account?error=failed");
  });

  test("requires a recent sign-in, and so does disconnecting", async () => {
    const browser = await signIn(server);
    const createdAt = new Date(Date.now() - 60 * 60 * 1000);
    await server.db.update(session).set({ createdAt });
    const { location } = await press(browser, id, {}, connecting);
    expect(location).toBe("/account?error=confirm_its_you");
    const { status, body } = await browser.call("/disconnect", { provider: id });
    expect([status, JSON.parse(body).code]).toEqual([403, "CONFIRM_ITS_YOU"]);
  });

  test("isn't completed if the session in which it began has ended", async () => {
    const browser = await signIn(server);
    const at = await leave(browser, id, {}, connecting.action);
    const back = await decide(browser, at, { email: newEmail() });
    await server.db.delete(session);
    const before = await server.db.select().from(account);
    expect(errorIn((await arrive(browser, back)).location)).toBeTruthy();
    expect(await server.db.select().from(account)).toEqual(before);
  });

  test("doesn't accept an account at the provider that someone else has connected", async () => {
    const taken = newEmail();
    await signInSocially(server, taken);
    const browser = await signIn(server);
    const { location } = await connect(browser, id, { email: taken });
    expect(errorIn(location)).toBe("account_already_linked_to_different_user");
  });

  test("doesn't accept an address that the provider hasn't confirmed", async () => {
    const browser = await signIn(server);
    const { location } = await connect(browser, id, { email: newEmail(), verified: false });
    expect(errorIn(location)).toBe("unable_to_link_account");
  });
});

describe("disconnecting", () => {
  const disconnect = (browser: Browser) => browser.call(DISCONNECT, { provider: id });

  test("ends every session that the connection may have started", async () => {
    const owner = await signIn(server);
    const person = { email: newEmail() };
    await connect(owner, id, person);
    const thief = openBrowser(server);
    await signInWith(thief, id, person);
    expect(await isSignedIn(thief)).toBe(true);
    const { status, body } = await disconnect(owner);
    // Nothing is disconnected that is the only way in.
    if (JSON.parse(body).code === "LAST_WAY_IN") return;
    expect(status).toBe(200);
    expect(await isSignedIn(thief)).toBe(false);
    expect(await isSignedIn(owner)).toBe(true);
  });

  test.each([1, 2, 3])("also ends sign-ins that are under way (%i)", async () => {
    const email = newEmail();
    const owner = await signIn(server, email);
    const person = { email: newEmail() };
    await connect(owner, id, person);
    const thieves = Array.from({ length: 6 }, () => openBrowser(server));
    const back = await Promise.all(thieves.map((thief) => linkBack(thief, person.email)));
    const arriving = thieves.map((thief, index) => arrive(thief, back[index] ?? ""));
    const [{ body }] = await Promise.all([disconnect(owner), ...arriving]);
    if (JSON.parse(body).code === "LAST_WAY_IN") return;
    // Those that were later have an account of their own.
    const [{ id: userId = "" } = {}] = await usersAt(email);
    const left = await server.db.select().from(session).where(eq(session.userId, userId));
    expect(left).toHaveLength(1);
    expect(await isSignedIn(owner)).toBe(true);
  });
});

test("signing in ends the session that the browser had", async () => {
  const browser = await signIn(server);
  const copy = browser.copy();
  await signInWith(browser, id, { email: newEmail() });
  expect(await isSignedIn(browser)).toBe(true);
  expect(await isSignedIn(copy)).toBe(false);
});

// @feature two-factor
test("the second factor is also required after a provider", async () => {
  const { email } = await withSecondFactor(server);
  const browser = openBrowser(server);
  const { location } = await signInWith(browser, id, { email }, { redirectTo: "/dashboard?tab=1" });
  expect(location).toBe("/login/2fa?redirectTo=%2Fdashboard%3Ftab%3D1");
  expect(await isSignedIn(browser)).toBe(false);
});
// @end
