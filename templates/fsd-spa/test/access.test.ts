import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  isSignedIn,
  sendCode, // @feature email-code
  signOut,
} from "./support/app";
import { openBrowser } from "./support/browser";
import {
  newEmail, // @feature email-code
  type Server,
  startServer,
} from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("a stranger", () => {
  test.each([
    ["GET", "/api/me"],
    ["PATCH", "/api/me"],
    // @feature account
    ["GET", "/api/account"],
    ["GET", "/api/account/sessions"],
    ["GET", "/api/account/activity"],
    ["GET", "/api/account/data"],
    ["GET", "/api/account/recent-sign-in"], // @feature password|social
    // @end
  ])("gets a 401 and no data from %s %s", async (method, path) => {
    await signIn(server);
    const { status, headers, body } = await openBrowser(server).request(path, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(method === "PATCH" && { body: '{"name":"Nobody"}' }),
    });
    expect(status).toBe(401);
    expect(headers.get("content-type")).toContain("application/json");
    expect(JSON.parse(body)).toEqual({ code: "NOT_SIGNED_IN", message: "Sign in first." });
  });

  test("has no session", async () => {
    const { status, body } = await openBrowser(server).get("/api/auth/get-session");
    expect(status).toBe(200);
    expect(body).toBe("null");
  });
  // @feature cookie

  const guarded = [
    "/dashboard",
    "/dashboard?tab=2",
    "/dashboard/",
    "/account", // @feature account
  ];
  test.each(guarded)("is redirected from %s to the sign-in page", async (path) => {
    const { status, location, body } = await openBrowser(server).get(path);
    expect(status).toBe(302);
    expect(location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
    expect(body).toBe("");
  });
  // @end
});
// @feature cookie

describe("the page says who is signed in before any script runs", () => {
  const startOf = ({ body }: { body: string }) =>
    JSON.parse(/<script id="start"[^>]*>(.*?)<\/script>/.exec(body)?.[1] ?? "");

  test("and tells strangers nothing", async () => {
    await signIn(server);
    for (const path of ["/", "/login", "/nothing-here"]) {
      expect(startOf(await openBrowser(server).get(path)).viewer).toBe(null);
    }
  });

  test("by name and address, and nothing else", async () => {
    const browser = await signIn(server);
    const { body } = await browser.get("/api/me");
    const { email } = JSON.parse(body).user;
    for (const path of ["/", "/dashboard", "/nothing-here"]) {
      expect(startOf(await browser.get(path)).viewer).toEqual({ email, name: "" });
    }
  });

  test("but not once they've signed out", async () => {
    const browser = await signIn(server);
    await signOut(browser);
    expect(startOf(await browser.get("/")).viewer).toBe(null);
  });

  test("and no name can break out of the script", async () => {
    const browser = await signIn(server);
    const name = "</script><script>alert(1)</script><!-- $& $1";
    const { status } = await browser.request("/api/me", {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name }),
    });
    expect(status).toBe(200);
    const page = await browser.get("/dashboard");
    expect(page.body).not.toContain("alert(1)</script>");
    expect(startOf(page).viewer.name).toBe(name);
  });
});

describe("the way back after signing in stays on this site", () => {
  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/.//evil.example",
    "/..//evil.example",
  ])("%j", async (redirectTo) => {
    const browser = await signIn(server);
    // Who is signed in already is sent on from the login page at once.
    const { status, location } = await browser.get(`/login?${new URLSearchParams({ redirectTo })}`);
    expect(status).toBe(302);
    expect(location).toBe("/dashboard");
  });

  test("and is kept when it does", async () => {
    const browser = await signIn(server);
    const { location } = await browser.get("/login?redirectTo=%2Fdashboard%3Ftab%3D2");
    expect(location).toBe("/dashboard?tab=2");
  });
});
// @end

describe("nothing that shows who is signed in may be cached", () => {
  test.each(["/", "/dashboard", "/nothing-here", "/api/me", "/api/auth/get-session"])(
    "%s",
    async (path) => {
      const browser = await signIn(server);
      const { headers } = await browser.get(path);
      expect(headers.get("cache-control")).toContain("no-store");
    },
  );

  test("nor may a response to someone who signs in or out", async () => {
    const browser = await signIn(server);
    await signOut(browser);
    for (const { headers } of browser.responses) {
      expect(headers.get("cache-control")).toContain("no-store");
    }
  });
});

describe("another site", () => {
  const evil = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };

  test.each(["https://evil.example", "null"])("can't sign anyone out: %s", async (Origin) => {
    const browser = await signIn(server);
    expect((await signOut(browser, { ...evil, Origin })).status).toBe(403);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("can't change anything", async () => {
    const browser = await signIn(server);
    const { status } = await browser.request("/api/me", {
      method: "PATCH",
      headers: { ...evil, "Content-Type": "application/json" },
      body: '{"name":"Evil"}',
    });
    expect(status).toBe(403);
    expect((await browser.get("/api/me")).body).not.toContain("Evil");
  });

  test("is recognized without an Origin header", async () => {
    const response = await fetch(`${server.address}/api/auth/sign-out`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site" },
      body: "{}",
    });
    expect(response.status).toBe(403);
  });
  // @feature email-code

  test("can't have codes sent", async () => {
    const email = newEmail();
    expect((await sendCode(openBrowser(server), email, evil)).status).toBe(403);
    expect((await openBrowser(server).get("/dev/mailbox.json")).body).not.toContain(email);
  });

  test("can't be the target of a redirect from an endpoint", async () => {
    const { status } = await openBrowser(server).call("/email-otp/send-verification-otp", {
      email: newEmail(),
      type: "sign-in",
      redirectTo: "https://evil.example",
    });
    expect(status).toBe(403);
  });
  // @end

  test("can't read anything", async () => {
    const browser = await signIn(server);
    for (const path of ["/dashboard", "/api/me", "/api/auth/get-session", "/dev/mailbox.json"]) {
      const { headers } = await browser.get(path, evil);
      expect(headers.has("access-control-allow-origin")).toBe(false);
    }
  });
});
