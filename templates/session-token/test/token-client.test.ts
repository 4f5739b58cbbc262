import { beforeEach, expect, test, vi } from "vitest";

// The client without a browser: what it needs of one is made here.
const items = new Map<string, string>();
const server = { newest: 0, refreshes: 0, requests: 0, access: new Set<string>() };
let responseToRefresh: (() => Response | Promise<Response>) | undefined;

function pair() {
  server.newest += 1;
  const accessToken = `access-${server.newest}`;
  server.access.add(accessToken);
  return { accessToken, refreshToken: `refresh-${server.newest}`, expiresInSeconds: 300 };
}

/** A server whose refresh tokens work once, without leeway. */
async function respond(request: Request) {
  await new Promise((resolve) => setTimeout(resolve, 5));
  const path = new URL(request.url).pathname;
  if (path === "/api/token/refresh") {
    server.refreshes += 1;
    if (responseToRefresh) return responseToRefresh();
    const { refreshToken } = await request.json();
    if (refreshToken !== `refresh-${server.newest}`) return Response.json({}, { status: 401 });
    return Response.json(pair());
  }
  server.requests += 1;
  if (path === "/api/auth/sign-in") {
    const headers = { "Sign-In-State": "done" };
    return Response.json({ user: { email: "a@example.com" }, ...pair() }, { headers });
  }
  const token = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
  if (!server.access.has(token)) {
    const headers = { "WWW-Authenticate": 'Bearer error="invalid_token"' };
    return Response.json({ code: "INVALID_TOKEN" }, { status: 401, headers });
  }
  return Response.json({ token, sent: await request.text() });
}

interface Lock {
  tail: Promise<unknown>;
}

/** As browsers have it: one after the other, over all tabs. */
function fakeLocks(): { request: (name: string, task: () => Promise<void>) => Promise<void> } {
  const lock: Lock = { tail: Promise.resolve() };
  return {
    request(_, task) {
      const turn = lock.tail.then(task);
      lock.tail = turn.catch(() => {});
      return turn;
    },
  };
}

/** Each has modules of its own, and shares storage and locks with the others. */
async function openTab() {
  vi.resetModules();
  const { send } = await import("@/shared/api/transport");
  const store = await import("@/shared/auth");
  const request = (path: string, init?: RequestInit) =>
    send(new Request(`http://app.localhost/api${path}`, init));
  return { ...store, request };
}

beforeEach(() => {
  items.clear();
  Object.assign(server, { newest: 0, refreshes: 0, requests: 0, access: new Set() });
  responseToRefresh = undefined;
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.stubGlobal("location", { origin: "http://app.localhost" });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
  vi.stubGlobal("navigator", { locks: fakeLocks() });
  vi.stubGlobal("fetch", (input: Request | URL, init?: RequestInit) =>
    respond(new Request(input, init)),
  );
});

const signIn = { method: "POST", body: "{}" };
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

test("tokens go into the store, and nothing else sees them", async () => {
  const tab = await openTab();
  const response = await tab.request("/auth/sign-in", signIn);
  expect(await response.json()).toEqual({ user: { email: "a@example.com" } });
  expect(tab.readTokens()?.accessToken).toBe("access-1");
  expect((await openTab()).readTokens()?.accessToken).toBe("access-1");
  expect(tab.readSignInState()).toBe("done");
});

test("twenty requests with a refused token cause one refresh, and all get a response", async () => {
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  server.access.clear();
  const requests = Array.from({ length: 20 }, (_, number) =>
    tab.request("/thing", { method: "POST", body: `body ${number}` }),
  );
  const responses = await Promise.all(requests);
  expect(server.refreshes).toBe(1);
  const bodies = await Promise.all(responses.map((one) => one.json()));
  // What was sent the first time is sent again.
  expect(bodies).toEqual(
    Array.from({ length: 20 }, (_, number) => ({ token: "access-2", sent: `body ${number}` })),
  );
});

test("twenty requests in four tabs cause one refresh", async () => {
  const tabs = [await openTab(), await openTab(), await openTab(), await openTab()];
  await tabs[0]?.request("/auth/sign-in", signIn);
  server.access.clear();
  const requests = tabs.flatMap((tab) => Array.from({ length: 5 }, () => tab.request("/me")));
  const statuses = (await Promise.all(requests)).map(({ status }) => status);
  expect(statuses).toEqual(Array(20).fill(200));
  expect(server.refreshes).toBe(1);
});

test("a token is renewed before it expires, so no request fails", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  later(280);
  await tab.request("/me");
  expect(server.refreshes).toBe(0);
  later(10);
  server.requests = 0;
  await Promise.all(Array.from({ length: 20 }, () => tab.request("/me")));
  expect(server.refreshes).toBe(1);
  expect(server.requests).toBe(20);
});

test.each([-365, 365])("a clock that is %i days off makes no difference", async (days) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  later(days * 24 * 60 * 60);
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  later(60);
  expect((await tab.request("/me")).status).toBe(200);
  expect(server.refreshes).toBe(0);
});

test("setting the clock back doesn't keep an old token alive", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  later(-3600);
  server.requests = 0;
  await tab.request("/me");
  expect(server.refreshes).toBe(1);
  expect(server.requests).toBe(1);
});

test.each([400, 401, 403])("a refused refresh (%i) signs out", async (status) => {
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  server.access.clear();
  responseToRefresh = () => Response.json({}, { status });
  expect((await tab.request("/me")).status).toBe(401);
  expect(tab.readTokens()).toBeNull();
  expect((await openTab()).readTokens()).toBeNull();
});

test.each([
  ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["a server that restarts", () => new Response("Bad gateway", { status: 502 })],
  ["too many requests", () => Response.json({}, { status: 429 })],
  ["the page of a hotel's network", () => new Response("<h1>Welcome</h1>")],
  ["a response without tokens", () => Response.json({})],
])(
  "%s doesn't sign out, and the request fails as if there were no response",
  async (_, failing) => {
    const tab = await openTab();
    await tab.request("/auth/sign-in", signIn);
    server.access.clear();
    responseToRefresh = failing;
    await expect(tab.request("/me")).rejects.toThrow();
    expect(tab.readTokens()?.accessToken).toBe("access-1");
    responseToRefresh = undefined;
    expect((await tab.request("/me")).status).toBe(200);
  },
);

test("a lost response is requested again at once", async () => {
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  server.access.clear();
  responseToRefresh = () => {
    responseToRefresh = undefined;
    throw new TypeError("Failed to fetch");
  };
  expect((await tab.request("/me")).status).toBe(200);
  expect(server.refreshes).toBe(2);
});

test("signing out while a refresh is under way is final", async () => {
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  server.access.clear();
  responseToRefresh = () => {
    tab.resetTokens();
    return Response.json(pair());
  };
  expect((await tab.request("/me")).status).toBe(401);
  expect(tab.readTokens()).toBeNull();
});

test("only a refused token is a reason to refresh", async () => {
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({}, { status: 401 })));
  expect((await tab.request("/auth/change-password", signIn)).status).toBe(401);
  expect(server.refreshes).toBe(0);
  expect(tab.readTokens()).not.toBeNull();
});

test("without locks and without storage, one tab still works", async () => {
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("localStorage", undefined);
  const tab = await openTab();
  await tab.request("/auth/sign-in", signIn);
  server.access.clear();
  const responses = await Promise.all(Array.from({ length: 20 }, () => tab.request("/me")));
  expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(server.refreshes).toBe(1);
});

test("a value that something else stored under the same name isn't used as a token", async () => {
  const tab = await openTab();
  for (const text of ["{", "7", '{"accessToken":1}']) {
    items.set("tokens", text);
    expect(tab.readTokens()).toBeNull();
  }
});
