import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, verification } from "~/db/schema";
import { LONGEST_SESSION_IN_DAYS, UNUSED_SESSION_IN_DAYS } from "~/services/rules";
import type { Browser } from "./support/browser";
import { newEmail, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";
import { askToRefresh, forge, opens, partsOf, sessionsOf, tokensOf } from "./support/tokens";

const DAY = 24 * 60 * 60 * 1000;

let server: Server;
let other: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
  other = await startServer({ TRUSTED_PROXIES: "loopback" }, server.database);
});
afterAll(async () => {
  await other.stop();
  await server.remove();
});

/** As if the newest token of this session had been made so long ago. */
async function passSeconds(browser: Browser, seconds: number) {
  const id = `refresh-${partsOf(tokensOf(browser).refresh).payload.sid}`;
  const [row] = await server.db.select().from(verification).where(eq(verification.id, id));
  const value = JSON.parse(row?.value ?? "");
  value.issuedAt -= seconds * 1000;
  const changed = { value: JSON.stringify(value) };
  await server.db.update(verification).set(changed).where(eq(verification.id, id));
}

/** Signs in and refreshes so often. The first token and later ones take different ways. */
async function signInAndRefresh(times: number, email = newEmail()) {
  const browser = await signIn(server, email);
  for (let time = 0; time < times; time++) {
    const { accessToken, refreshToken } = await askToRefresh(server, tokensOf(browser).refresh);
    browser.kept.set("accessToken", accessToken ?? "").set("refreshToken", refreshToken ?? "");
  }
  return browser;
}

describe.each([0, 1, 4])("a refresh token, with %i before it", (before) => {
  test("returns the next pair, which works like the first", async () => {
    let { access, refresh } = tokensOf(await signInAndRefresh(before));
    for (let round = 0; round < 3; round++) {
      const response = await askToRefresh(server, refresh);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toContain("no-store");
      expect(response.expiresInSeconds).toBe(300);
      expect(response.refreshToken).not.toBe(refresh);
      ({ accessToken: access = "", refreshToken: refresh = "" } = response);
      expect(await opens(server, access)).toBe(true);
    }
  });

  test("leaves the previous access token valid until it expires", async () => {
    const { access, refresh } = tokensOf(await signInAndRefresh(before));
    await askToRefresh(server, refresh);
    expect(await opens(server, access)).toBe(true);
  });

  test("used twenty times at once returns the same next token, and the session stays", async () => {
    const { refresh } = tokensOf(await signInAndRefresh(before));
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        askToRefresh(number % 2 === 0 ? server : other, refresh),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const [next = "", ...others] = new Set(responses.map(({ refreshToken }) => refreshToken));
    expect(others).toEqual([]);
    for (const { accessToken } of responses) {
      expect(await opens(server, accessToken ?? "")).toBe(true);
    }
    expect((await askToRefresh(other, next)).status).toBe(200);
  });

  test("used again within ten seconds returns the same next token: it may be a retry", async () => {
    const browser = await signInAndRefresh(before);
    const { refresh } = tokensOf(browser);
    const first = await askToRefresh(server, refresh);
    await passSeconds(browser, 8);
    const again = await askToRefresh(server, refresh);
    expect(again.status).toBe(200);
    expect(partsOf(again.refreshToken ?? "").payload.n).toBe(before + 1);
    expect(partsOf(first.refreshToken ?? "").payload.n).toBe(before + 1);
  });

  test("used again after ten seconds ends the session for both clients that have it", async () => {
    const email = newEmail();
    const browser = await signInAndRefresh(before, email);
    const { access, refresh } = tokensOf(browser);
    const { refreshToken = "", accessToken = "" } = await askToRefresh(server, refresh);
    await passSeconds(browser, 11);
    expect((await askToRefresh(server, refresh)).status).toBe(401);
    expect(await opens(server, access)).toBe(false);
    expect(await opens(server, accessToken)).toBe(false);
    expect((await askToRefresh(server, refreshToken)).status).toBe(401);
    expect(await sessionsOf(server, email)).toHaveLength(0);
    expect(server.log.text).toContain("was used again: the session is over");
  });

  test("used again after the next one was used ends the session at once", async () => {
    const email = newEmail();
    const stolen = tokensOf(await signInAndRefresh(before, email)).refresh;
    const second = await askToRefresh(server, stolen);
    const third = await askToRefresh(server, second.refreshToken ?? "");
    expect(third.status).toBe(200);
    expect((await askToRefresh(server, stolen)).status).toBe(401);
    expect(await opens(server, third.accessToken ?? "")).toBe(false);
    expect((await askToRefresh(server, third.refreshToken ?? "")).status).toBe(401);
    expect(await sessionsOf(server, email)).toHaveLength(0);
  });

  test("that a thief used first also ends the thief's session", async () => {
    const browser = await signInAndRefresh(before);
    const { refresh } = tokensOf(browser);
    const thief = await askToRefresh(server, refresh);
    const thiefLater = await askToRefresh(server, thief.refreshToken ?? "");
    expect(await opens(server, thiefLater.accessToken ?? "")).toBe(true);
    expect((await askToRefresh(server, refresh)).status).toBe(401);
    expect(await opens(server, thiefLater.accessToken ?? "")).toBe(false);
  });

  test("of one person ends no one else's session", async () => {
    const { access } = tokensOf(await signInAndRefresh(before));
    const email = newEmail();
    const elsewhere = tokensOf(await signInAndRefresh(before, email));
    const { refresh } = tokensOf(await signInAndRefresh(before, email));
    const next = await askToRefresh(server, refresh);
    await askToRefresh(server, next.refreshToken ?? "");
    expect((await askToRefresh(server, refresh)).status).toBe(401);
    expect(await opens(server, access)).toBe(true);
    expect(await opens(server, elsewhere.access)).toBe(true);
  });
});

describe("anything but a refresh token", () => {
  test.each([
    ["an access token", ({ access }: Tokens) => access],
    ["one signed with nothing", ({ refresh }: Tokens) => forge(refresh, { key: "" })],
    ["one that has expired", ({ refresh }: Tokens) => forge(refresh, { payload: { exp: 1 } })],
    [
      "one without an expiration time",
      ({ refresh }: Tokens) => forge(refresh, { payload: { exp: undefined } }),
    ],
    ["one of another type", ({ refresh }: Tokens) => forge(refresh, { header: { typ: "at+jwt" } })],
    ["one for the API", ({ refresh, access }: Tokens) => withAudienceOf(access, refresh)],
    ["nonsense", () => "nonsense"],
  ])("%s is refused, and ends nothing", async (_, make) => {
    const tokens = tokensOf(await signIn(server));
    const { status, accessToken } = await askToRefresh(server, make(tokens));
    expect(status).toBe(401);
    expect(accessToken).toBeUndefined();
    expect(await opens(server, tokens.access)).toBe(true);
    expect((await askToRefresh(server, forge(tokens.refresh, {}))).status).toBe(200);
  });

  test.each(["", "{", "null", "[]", '{"refreshToken":7}'])("%j is a bad request", async (body) => {
    const response = await fetch(`${server.address}/api/token/refresh`, {
      method: "POST",
      headers: { Origin: server.origin, "Content-Type": "application/json" },
      body,
    });
    expect(response.status).toBe(400);
  });
});

describe("a session", () => {
  test("is extended by refreshing, and so is the next refresh token", async () => {
    const email = newEmail();
    const { refresh } = tokensOf(await signIn(server, email));
    await server.db.update(session).set({ expiresAt: new Date(Date.now() + DAY / 2) });
    const { refreshToken = "" } = await askToRefresh(server, refresh);
    const [row] = await sessionsOf(server, email);
    expect(row?.expiresAt.getTime()).toBeGreaterThan(
      Date.now() + (UNUSED_SESSION_IN_DAYS - 1) * DAY,
    );
    const end = Math.floor((row?.expiresAt.getTime() ?? 0) / 1000);
    expect(partsOf(refreshToken).payload.exp).toBe(end);
  });

  test("ends some time after sign-in, no matter how often it's refreshed", async () => {
    const email = newEmail();
    const { refresh } = tokensOf(await signIn(server, email));
    const createdAt = new Date(Date.now() - (LONGEST_SESSION_IN_DAYS - 1) * DAY);
    const expiresAt = new Date(Date.now() + DAY / 2);
    await server.db.update(session).set({ createdAt, expiresAt });
    const { refreshToken = "" } = await askToRefresh(server, refresh);
    const age = Number(partsOf(refreshToken).payload.exp) * 1000 - createdAt.getTime();
    expect(Math.round(age / DAY)).toBe(LONGEST_SESSION_IN_DAYS);
  });

  test("that has expired can't be refreshed", async () => {
    const { refresh } = tokensOf(await signIn(server));
    await server.db.update(session).set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await askToRefresh(server, refresh)).status).toBe(401);
  });

  test("leaves one row behind, no matter how often it's refreshed", async () => {
    let { refresh } = tokensOf(await signIn(server));
    const before = await server.db.select().from(verification);
    for (let round = 0; round < 5; round++) {
      refresh = (await askToRefresh(server, refresh)).refreshToken ?? "";
    }
    const after = await server.db.select().from(verification);
    expect(after.length - before.length).toBe(1);
  });
});

test("a client that keeps refreshing is slowed down, and no one else is", async () => {
  const { refresh } = tokensOf(await signIn(server));
  const client = { "X-Forwarded-For": "198.51.100.7" };
  const statuses = await Promise.all(
    Array.from({ length: 125 }, async (_, number) => {
      const at = number % 2 === 0 ? server : other;
      return (await askToRefresh(at, "nonsense", client)).status;
    }),
  );
  expect(statuses.filter((status) => status === 401)).toHaveLength(120);
  const limited = await askToRefresh(server, refresh, client);
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await askToRefresh(server, refresh)).status).toBe(200);
});

type Tokens = ReturnType<typeof tokensOf>;

function withAudienceOf(token: string, changed: string) {
  return forge(changed, { payload: { aud: partsOf(token).payload.aud } });
}

describe("tokens in production", () => {
  // A name of this machine, so that printing codes instead of sending them is allowed.
  const origin = "https://app.localhost";
  let server: Server;

  beforeAll(async () => {
    server = await startServer({
      NODE_ENV: "production",
      BETTER_AUTH_URL: origin,
      TRUSTED_PROXIES: "loopback",
    });
  });
  afterAll(() => server.remove());

  test("work behind an HTTPS proxy as they do during development", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    expect((await browser.get("/api/me")).body).toContain(email);
    const { refresh } = tokensOf(browser);
    const next = await askToRefresh(server, refresh);
    expect(await opens(server, next.accessToken ?? "")).toBe(true);
    const { status, cookies } = await browser.call("/sign-out", {});
    expect(status).toBe(200);
    expect(cookies).toEqual([]);
    expect(await opens(server, next.accessToken ?? "")).toBe(false);
  });

  test("belong to this deployment: those of another one are refused", async () => {
    const { access } = tokensOf(await signIn(server));
    expect(partsOf(access).payload).toMatchObject({ iss: origin, aud: `${origin}/api` });
    const staging = { iss: "https://staging.localhost", aud: "https://staging.localhost/api" };
    expect(await opens(server, forge(access, { payload: staging }))).toBe(false);
  });
});
