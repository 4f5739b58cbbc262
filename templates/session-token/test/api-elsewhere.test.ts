import { Hono } from "hono";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unusedDatabaseUrl } from "./support/database";
import { secret } from "./support/server";

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

test("a page may connect to its own server and to no other", async () => {
  expect(await policyFor("")).toBe("connect-src 'self'");
});

test("a page that is built for an API elsewhere may connect to that one, too", async () => {
  expect(await policyFor("https://api.example.com")).toBe(
    "connect-src 'self' https://api.example.com",
  );
});

test("that is where the client looks for it", async () => {
  vi.stubGlobal("location", { origin: "https://app.example.com" });
  const { apiUrl } = await import("@/shared/api/api-url");
  vi.stubEnv("VITE_API_URL", "");
  expect(apiUrl("/me").href).toBe("https://app.example.com/api/me");
  vi.stubEnv("VITE_API_URL", "https://api.example.com");
  expect(apiUrl("/me").href).toBe("https://api.example.com/api/me");
});
