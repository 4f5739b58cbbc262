import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { sessionVariables } from "~/env/session";
import { openBrowser } from "./support/browser";
import { unusedDatabaseUrl } from "./support/database";
import { type Server, secret, startServer } from "./support/server";
import { signIn } from "./support/sign-in";
import { opens, tokensOf } from "./support/tokens";

const allowed = ["https://app.example.com", "capacitor://localhost", "http://localhost:8100"];

let server: Server;

beforeAll(async () => {
  const CLIENT_ORIGINS = allowed.join(", ");
  server = await startServer({ TRUSTED_PROXIES: "loopback", CLIENT_ORIGINS });
});
afterAll(() => server.remove());

const from = (origin: string) => ({ Origin: origin, "Sec-Fetch-Site": "cross-site" });

async function preflight(path: string, origin: string) {
  return await fetch(server.address + path, {
    method: "OPTIONS",
    headers: {
      Origin: origin,
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type,sign-in-state",
    },
  });
}

describe.each(allowed)("a client at %s", (origin) => {
  test("may send a preflight request", async () => {
    const { status, headers } = await preflight("/api/auth/sign-out", origin);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("access-control-allow-headers")?.toLowerCase()).toBe(
      "authorization,content-type,sign-in-state",
    );
    expect(headers.get("vary")?.toLowerCase()).toContain("origin");
  });

  test("can sign in, use the API, and sign out", async () => {
    const browser = await signIn(server, undefined, openBrowser(server, undefined, from(origin)));
    const { status, headers } = await browser.get("/api/me");
    expect(status).toBe(200);
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("access-control-expose-headers")).toContain("Sign-In-State");
    const { access } = tokensOf(browser);
    expect((await browser.call("/sign-out", {})).status).toBe(200);
    expect(await opens(server, access)).toBe(false);
  });

  test("can read why it's refused", async () => {
    const { status, headers } = await openBrowser(server).get("/api/me", {
      ...from(origin),
      Authorization: "Bearer nonsense",
    });
    expect(status).toBe(401);
    expect(headers.get("access-control-allow-origin")).toBe(origin);
  });

  test("gets the app's pages like anyone else, but can't read them", async () => {
    const { headers } = await openBrowser(server).get("/", from(origin));
    expect(headers.has("access-control-allow-origin")).toBe(false);
  });
});

describe.each([
  "https://evil.example",
  "https://app.example.com.evil.example",
  "https://sub.app.example.com",
  "http://app.example.com",
  "https://app.example.com:8443",
  "capacitor://evil",
  "http://localhost:8101",
  "null",
])("a page at %s", (origin) => {
  test("can't read anything", async () => {
    for (const path of ["/api/me", "/api/auth/get-session", "/api/token/refresh"]) {
      const asked = await preflight(path, origin);
      expect(asked.headers.has("access-control-allow-origin")).toBe(false);
      const { headers } = await openBrowser(server).get(path, from(origin));
      expect(headers.has("access-control-allow-origin")).toBe(false);
    }
  });

  test("can't change anything, even with a valid token", async () => {
    const browser = await signIn(server);
    expect((await browser.call("/sign-out", {}, from(origin))).status).toBe(403);
    const body = JSON.stringify({ refreshToken: tokensOf(browser).refresh });
    const headers = { ...from(origin), "Content-Type": "application/json" };
    const address = `${server.address}/api/token/refresh`;
    expect((await fetch(address, { method: "POST", headers, body })).status).toBe(403);
    expect(await opens(server, tokensOf(browser).access)).toBe(true);
  });
});

test("a program that isn't a browser needs no origin", async () => {
  const { access } = tokensOf(await signIn(server));
  const { status } = await fetch(`${server.address}/api/auth/sign-out`, {
    method: "POST",
    headers: { Authorization: `Bearer ${access}`, "Content-Type": "application/json" },
    body: "{}",
  });
  expect(status).toBe(200);
  expect(await opens(server, access)).toBe(false);
});

describe("CLIENT_ORIGINS", () => {
  const read = (CLIENT_ORIGINS: string | undefined) =>
    z.object(sessionVariables).parse({ CLIENT_ORIGINS }).CLIENT_ORIGINS;

  test("allows no one when it's empty", () => {
    expect(read(undefined)).toEqual([]);
    expect(read(" , ")).toEqual([]);
  });

  test.each([
    "https://app.example.com",
    "https://app.example.com:8443",
    "http://localhost",
    "http://127.0.0.1:5173",
    "http://[::1]:5173",
    "capacitor://localhost",
    "app://desktop",
    "tauri://localhost",
  ])("can contain %s", (origin) => {
    expect(read(`https://fine.example.com, ${origin}`)).toContain(origin);
  });

  test.each([
    "*",
    "null",
    "app.example.com",
    "https://app.example.com/",
    "https://app.example.com/path",
    "https://App.example.com",
    "https://app.example.com:443",
    "https://*.example.com",
    "http://app.example.com",
    "http://localhost.example.com",
    "https://user@app.example.com",
    "https://",
    "file://",
    "file://localhost",
    "javascript:alert(1)",
    "capacitor://",
    "https://app.example.com https://other.example.com",
  ])("can't contain %s", (origin) => {
    const list = `https://fine.example.com, ${origin}`;
    const { error } = z.object(sessionVariables).safeParse({ CLIENT_ORIGINS: list });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining(`contains "${origin}", which isn't an origin`),
    ]);
  });
});

describe("an API elsewhere", () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubEnv("BETTER_AUTH_SECRET", secret);
    vi.stubEnv("DATABASE_URL", unusedDatabaseUrl);
    vi.stubEnv("DEV", false);
  });
  afterEach(() => vi.unstubAllEnvs());

  async function policyFor(apiUrl: string) {
    vi.stubEnv("VITE_API_URL", apiUrl);
    const { headers } = await import("~/http/headers");
    const app = new Hono().use(headers).get("/", (c) => c.text("A page"));
    const response = await app.request("/");
    const policies = response.headers.get("content-security-policy")?.split("; ") ?? [];
    return policies.find((one) => one.startsWith("connect-src"));
  }

  test("a page may connect only to its own server", async () => {
    expect(await policyFor("")).toBe("connect-src 'self'");
  });

  test("a page that is built for an API elsewhere may also connect to that API", async () => {
    expect(await policyFor("https://api.example.com")).toBe(
      "connect-src 'self' https://api.example.com",
    );
  });

  test("the client sends its requests there", async () => {
    vi.stubGlobal("location", { origin: "https://app.example.com" });
    const { apiUrl } = await import("@/shared/api/api-url");
    vi.stubEnv("VITE_API_URL", "");
    expect(apiUrl("/me").href).toBe("https://app.example.com/api/me");
    vi.stubEnv("VITE_API_URL", "https://api.example.com");
    expect(apiUrl("/me").href).toBe("https://api.example.com/api/me");
  });
});
