import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import {
  newEmail, // @feature email-code
  type Server,
  startServer,
} from "./support/server";
import {
  readCode, // @feature email-code
  signIn,
} from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("a stranger", () => {
  test.each(["/dashboard", "/dashboard?tab=2"])(
    "is redirected from %s to the sign-in page",
    async (path) => {
      const { status, location, body } = await openBrowser(server).get(path);
      expect(status).toBe(302);
      expect(location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
      expect(body).toBe("");
    },
  );

  test.each([
    "/dashboard.data",
    "/dashboard.data?_routes=routes%2Fdashboard",
    "/dashboard.data?_routes=root%2Croutes%2Fdashboard",
  ])("gets no data from %s", async (path) => {
    const { status, body } = await openBrowser(server).get(path);
    expect(status).toBe(202);
    expect(body).toContain('/login?redirectTo=%2Fdashboard"');
    expect(body).not.toContain("expiresAt");
  });

  test("can't send anything to a page that requires signing in", async () => {
    for (const path of ["/dashboard", "/dashboard.data"]) {
      const { status, body } = await openBrowser(server).post(path, { intent: "anything" });
      expect([202, 302]).toContain(status);
      expect(body).not.toContain("expiresAt");
    }
  });

  test("has no session", async () => {
    const { status, body } = await openBrowser(server).get("/api/auth/get-session");
    expect(status).toBe(200);
    expect(body).toBe("null");
  });
});

describe("nothing that shows who is signed in may be cached", () => {
  test.each(["/", "/dashboard", "/dashboard.data", "/login", "/api/auth/get-session"])(
    "%s",
    async (path) => {
      const browser = await signIn(server);
      const { headers } = await browser.get(path);
      expect(headers.get("cache-control")).toContain("no-store");
    },
  );
});

test("a page that doesn't have to wait for anything is sent in one piece", async () => {
  const browser = await signIn(server);
  for (const path of ["/", "/dashboard"]) {
    const { headers, body } = await browser.get(path);
    expect(Number(headers.get("content-length"))).toBeGreaterThan(body.length / 2);
  }
});

// @feature email-code
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
    const query = new URLSearchParams({ redirectTo });
    const browser = openBrowser(server);
    const email = newEmail();
    await browser.post(`/login?${query}`, { intent: "send-code", email });
    const code = await readCode(server, email);
    const entered = await browser.post(`/login?${query}`, { intent: "verify-code", code });
    expect(entered.status).toBe(302);
    expect(entered.location).toBe("/dashboard"); // @feature code-sign-in
    // Who is signed in already is sent on from the login page at once.
    expect((await browser.get(`/login?${query}`)).location).toBe("/dashboard");
  });

  test("even when the endpoint is called directly", async () => {
    const browser = openBrowser(server);
    const { status } = await browser.call("/email-otp/send-verification-otp", {
      email: newEmail(),
      type: "sign-in",
      redirectTo: "https://evil.example",
    });
    expect(status).toBe(403);
  });
});
// @end

describe("another site", () => {
  const evil = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };

  test.each(["/sign-out", "/sign-out.data", "/api/auth/sign-out"])(
    "can't sign anyone out at %s",
    async (path) => {
      const browser = await signIn(server);
      expect((await browser.post(path, {}, evil)).status).toBe(403);
      expect((await browser.post(path, {}, { ...evil, Origin: "null" })).status).toBe(403);
      expect((await browser.get("/dashboard")).status).toBe(200);
    },
  );

  test("can't sign anyone out with a link or an image", async () => {
    const browser = await signIn(server);
    const { status, headers } = await browser.get("/sign-out");
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("POST");
    expect((await browser.get("/dashboard")).status).toBe(200);
  });

  test("is recognized without an Origin header", async () => {
    const response = await fetch(`${server.address}/login`, {
      method: "POST",
      headers: { "Sec-Fetch-Site": "cross-site" },
      body: new URLSearchParams({ intent: "change-email" }),
      redirect: "manual",
    });
    expect(response.status).toBe(403);
  });

  // @feature email-code
  test("can't sign anyone in or have codes sent", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    expect((await browser.post("/login", { intent: "send-code", email }, evil)).status).toBe(403);
    const body = { email, type: "sign-in" };
    const { status } = await browser.call("/email-otp/send-verification-otp", body, evil);
    expect(status).toBe(403);
    expect((await openBrowser(server).get("/dev/mailbox.json")).body).not.toContain(email);
  });
  // @end

  test("can't read anything", async () => {
    const browser = await signIn(server);
    for (const path of ["/dashboard", "/api/auth/get-session", "/dev/mailbox.json"]) {
      const { headers } = await browser.get(path, evil);
      expect(headers.has("access-control-allow-origin")).toBe(false);
    }
  });
});
