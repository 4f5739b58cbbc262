import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { session as sessions } from "~/db/schema";
import { openBrowser } from "./support/browser";
import { createDatabase } from "./support/database";
import { secret, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

const MINUTE = 60 * 1000;

let database: Awaited<ReturnType<typeof createDatabase>>;
let auth: typeof import("~/services/auth.server").auth;
let quickSession: typeof import("~/http/quick-session").quickSession;

async function load() {
  vi.resetModules();
  ({ auth } = await import("~/services/auth.server"));
  ({ quickSession } = await import("~/http/quick-session"));
}

async function closeConnections() {
  await (await import("~/db")).closeDatabase();
}

beforeAll(async () => {
  database = await createDatabase();
  vi.stubEnv("BETTER_AUTH_SECRET", secret);
  vi.stubEnv("BETTER_AUTH_URL", "http://localhost:3000");
  vi.stubEnv("DATABASE_URL", database.url);
  await load();
});

afterAll(async () => {
  await closeConnections();
  await database.remove();
});

/** A new session, and what its browser sends with every request. */
async function newSession() {
  const { internalAdapter, authCookies, secret: key } = await auth.$context;
  const email = `${crypto.randomUUID()}@example.com`;
  const person = await internalAdapter.createUser(
    { email, name: "Ada", emailVerified: true },
    { method: "email-password" },
  );
  const { token } = await internalAdapter.createSession(person.id, false);
  const signature = createHmac("sha256", key).update(token).digest("base64");
  const signed = encodeURIComponent(`${token}.${signature}`);
  const { name } = authCookies.sessionToken;
  const cookie = `${name}=${signed}`;
  return { token, email, name, cookie, headers: new Headers({ cookie }) };
}

function change(token: string, changes: Partial<typeof sessions.$inferInsert>) {
  return database.db.update(sessions).set(changes).where(eq(sessions.token, token));
}

/** Moves the end of a session to so many milliseconds from now. */
function endIn(token: string, ms: number) {
  return change(token, { expiresAt: new Date(Date.now() + ms) });
}

describe("the shortcut to the session", () => {
  test("finds what better-auth finds", async () => {
    const { email, headers } = await newSession();
    const quick = await quickSession(headers);
    expect(quick?.user.email).toBe(email);
    expect(quick).toEqual(await auth.api.getSession({ headers }));
  });

  test("sees a change in the database immediately", async () => {
    const { token, headers } = await newSession();
    await change(token, { userAgent: "Another browser" });
    expect((await quickSession(headers))?.session.userAgent).toBe("Another browser");
  });

  test("finds no one without a cookie", async () => {
    expect(await quickSession(new Headers())).toBeNull();
    expect(await quickSession(new Headers({ cookie: "theme=dark" }))).toBeNull();
  });

  test("leaves a session that has ended to better-auth", async () => {
    const { token, headers } = await newSession();
    await database.db.delete(sessions).where(eq(sessions.token, token));
    expect(await quickSession(headers)).toBeUndefined();
  });

  test("leaves a session that has expired to better-auth", async () => {
    const { token, headers } = await newSession();
    await endIn(token, -1000);
    expect(await quickSession(headers)).toBeUndefined();
  });

  test("leaves a session that is due to be extended to better-auth", async () => {
    const { token, headers } = await newSession();
    const { expiresIn, updateAge } = (await auth.$context).sessionConfig;
    const due = (expiresIn - updateAge) * 1000;
    await endIn(token, due - MINUTE);
    expect(await quickSession(headers)).toBeUndefined();
    await endIn(token, due + MINUTE);
    expect(await quickSession(headers)).toBeTruthy();
  });

  test("trusts no cookie with a wrong or missing signature", async () => {
    const { token, name } = await newSession();
    const other = createHmac("sha256", "another secret").update(token).digest("base64");
    for (const value of [token, `${token}.`, `${token}.${other}`, `.${other}`]) {
      const headers = new Headers({ cookie: `${name}=${encodeURIComponent(value)}` });
      expect(await quickSession(headers)).toBeUndefined();
    }
  });

  test("leaves a choice between two cookies to better-auth", async () => {
    const [one, other] = [await newSession(), await newSession()];
    const cookie = `${one.cookie}; ${other.cookie}`;
    expect(await quickSession(new Headers({ cookie }))).toBeUndefined();
  });

  test("isn't taken if a plugin hooks into this lookup or replaces its endpoint", async () => {
    const hook = {
      matcher: ({ path }: { path?: string }) => path === "/get-session",
      handler: async () => {},
    };
    for (const plugin of [
      { id: "one", hooks: { before: [hook] } },
      { id: "two", hooks: { after: [hook] } },
      { id: "three", endpoints: { getSession: auth.api.getSession } },
      { id: "four", onRequest: async () => {} },
      { id: "five", schema: { user: { fields: { settings: { type: "json" } } } } },
    ]) {
      await closeConnections();
      await load();
      const { headers } = await newSession();
      const { options, tables } = await auth.$context;
      (options.plugins as object[]).push(plugin);
      if ("schema" in plugin) Object.assign(tables.user?.fields ?? {}, plugin.schema?.user.fields);
      expect([plugin.id, await quickSession(headers)]).toEqual([plugin.id, undefined]);
    }
  });
});

test("the endpoint responds the same with and without the shortcut", async () => {
  const server = await startServer({ TRUSTED_PROXIES: "loopback" });
  const browser = await signIn(server);
  const path = "/api/auth/get-session";
  // The shortcut isn't taken for a request with parameters.
  const [quick, usual] = [
    await browser.get(path),
    await browser.get(`${path}?disableRefresh=true`),
  ];
  expect(quick.body).toContain("@example.com");
  expect(JSON.parse(quick.body)).toEqual(JSON.parse(usual.body));
  const varying = ["date", "content-security-policy", "content-length", "transfer-encoding"];
  const constant = (headers: Headers) => [...headers].filter(([name]) => !varying.includes(name));
  expect(constant(quick.headers)).toEqual(constant(usual.headers));
  expect((await openBrowser(server).get(path)).body).toBe("null");
  await server.remove();
});
