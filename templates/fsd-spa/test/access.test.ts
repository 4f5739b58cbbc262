import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { type Server, startServer } from "./support/server";
import {
  newEmail, // @feature cookie
  signIn,
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

// @feature cookie
/** What the server has written into the page for the app. */
function startOf(body: string) {
  return JSON.parse(/<script id="start"[^>]*>([^<]*)</.exec(body)?.[1] ?? "{}");
}
// @end

describe("a stranger", () => {
  // @feature cookie
  test.each(["/dashboard", "/dashboard/", "/dashboard?tab=2"])(
    "is sent from %s to the login, without a word of the page",
    async (path) => {
      const { status, location, body } = await openBrowser(server).get(path);
      expect(status).toBe(302);
      expect(location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
      expect(body).toBe("");
    },
  );
  // @end

  test("gets nothing from the API but a 401 in JSON", async () => {
    const stranger = openBrowser(server);
    const asked = await stranger.get("/api/me");
    expect(asked.status).toBe(401);
    expect(JSON.parse(asked.body).code).toBe("NOT_SIGNED_IN");
    const changed = await fetch(`${server.address}/api/me`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json", Origin: server.origin },
      body: JSON.stringify({ name: "Nobody" }),
    });
    expect(changed.status).toBe(401);
  });

  // @feature cookie
  test("is told by the page that nobody is signed in", async () => {
    const { status, body } = await openBrowser(server).get("/");
    expect(status).toBe(200);
    expect(startOf(body).viewer).toBe(null);
  });
  // @end

  test("has no session", async () => {
    const { status, body } = await openBrowser(server).get("/api/auth/get-session");
    expect(status).toBe(200);
    expect(body).toBe("null");
  });
});

// @feature cookie
describe("somebody who is signed in", () => {
  test("is known to the first paint, and no name can end the script that says so", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const name = "</script><script>alert(1)</script>";
    const saved = await fetch(`${server.address}/api/me`, {
      method: "PATCH",
      headers: {
        "Content-Type": "application/json",
        Origin: server.origin,
        Cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "),
      },
      body: JSON.stringify({ name }),
    });
    expect(saved.status).toBe(200);
    const { body } = await browser.get("/dashboard");
    expect(startOf(body).viewer).toEqual({ email, name });
    expect(body).not.toContain("<script>alert");
    expect(JSON.parse((await browser.get("/api/me")).body).user).toEqual({ email, name });
  });

  test.each(["", " ", "x".repeat(81), 5])("cannot be called %j", async (name) => {
    const browser = await signIn(server);
    const response = await fetch(`${server.address}/api/me`, {
      method: "PATCH",
      headers: {
        "Content-Type": "application/json",
        Origin: server.origin,
        Cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "),
      },
      body: JSON.stringify({ name }),
    });
    expect(response.status).toBe(400);
  });

  test.each([
    ["/dashboard?tab=2", "/dashboard?tab=2"],
    ["//evil.example", "/dashboard"],
    ["/\\evil.example", "/dashboard"],
    ["https://evil.example", "/dashboard"],
    ["javascript:alert(1)", "/dashboard"],
  ])("is sent from the login page on to %j only if it is ours", async (redirectTo, to) => {
    const browser = await signIn(server);
    const { status, location } = await browser.get(`/login?${new URLSearchParams({ redirectTo })}`);
    expect({ status, location }).toEqual({ status: 302, location: to });
  });
});
// @end

test("what does not exist is a 404: a page among pages, JSON in the API", async () => {
  const page = await openBrowser(server).get("/nothing/here");
  expect(page.status).toBe(404);
  expect(page.body).toContain('<div id="root">');
  const api = await openBrowser(server).get("/api/nothing");
  expect(api.status).toBe(404);
  expect(JSON.parse(api.body).code).toBe("NOT_FOUND");
});

describe("nothing that shows who is signed in may be stored", () => {
  test.each(["/", "/dashboard", "/api/me", "/api/auth/get-session"])("%s", async (path) => {
    const browser = await signIn(server);
    const { headers } = await browser.get(path);
    expect(headers.get("cache-control")).toContain("no-store");
  });
});

describe("another site", () => {
  const evil = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };

  test("cannot sign anyone out", async () => {
    const browser = await signIn(server);
    expect((await browser.call("/sign-out", {}, evil)).status).toBe(403);
    expect((await browser.call("/sign-out", {}, { ...evil, Origin: "null" })).status).toBe(403);
    expect((await browser.get("/api/me")).status).toBe(200);
  });

  test("cannot read anything", async () => {
    const browser = await signIn(server);
    for (const path of ["/dashboard", "/api/me", "/api/auth/get-session", "/dev/mailbox.json"]) {
      const { headers } = await browser.get(path, evil);
      expect(headers.has("access-control-allow-origin")).toBe(false);
    }
  });
});
