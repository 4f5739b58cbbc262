import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, readToken, register } from "./support/passwords"; // @feature password
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import { newEmail, type Server, sendTooMuch, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

function rename(browser: Browser, body: string, type = "application/json") {
  const headers = { "Content-Type": type };
  return browser.request("/api/me", { method: "PATCH", headers, body });
}

describe("/api/me", () => {
  test("says who is signed in, and since when", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const { body } = await browser.get("/api/me", { "User-Agent": "a browser" });
    const { user, session } = JSON.parse(body);
    expect(user).toEqual({ email, name: "" });
    expect(Object.keys(session).sort()).toEqual(["createdAt", "device", "expiresAt"]);
    expect(Date.parse(session.createdAt)).toBeLessThanOrEqual(Date.now() + 1000);
    expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now());
  });

  test("accepts another name", async () => {
    const browser = await signIn(server);
    const { status, body } = await rename(browser, '{"name":"  Ada  "}');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ name: "Ada" });
    expect(JSON.parse((await browser.get("/api/me")).body).user.name).toBe("Ada");
  });

  test.each([
    "",
    "null",
    "[]",
    '{"name":',
    '{"name":""}',
    '{"name":"  "}',
    '{"name":7}',
    `{"name":"${"a".repeat(101)}"}`,
    '{"name":"Ada\\nLovelace"}',
    '{"name":"Ada\\u202etxt.exe"}',
  ])("refuses an invalid name: %s", async (body) => {
    const browser = await signIn(server);
    const response = await rename(browser, body);
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body).code).toBe("INVALID_NAME");
  });

  test("changes the name and nothing else", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const more = { name: "Ada", email: "other@example.com", emailVerified: false };
    expect((await rename(browser, JSON.stringify(more))).status).toBe(200);
    expect(JSON.parse((await browser.get("/api/me")).body).user).toEqual({ email, name: "Ada" });
  });
});

describe("a body that another site's form could send isn't accepted as JSON", () => {
  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "%j",
    async (type) => {
      const browser = await signIn(server);
      const responses = [
        await rename(browser, '{"name":"Eve"}', type),
        await browser.request("/api/auth/sign-out", {
          method: "POST",
          headers: { "Content-Type": type },
          body: "{}",
        }),
      ];
      for (const { status } of responses) expect(status).toBe(415);
      const me = await browser.get("/api/me");
      expect(me.status).toBe(200);
      expect(me.body).not.toContain("Eve");
    },
  );
});

describe("every refusal is JSON", () => {
  test.each(["GET", "POST", "DELETE"])("404 for %s at an unknown path", async (method) => {
    for (const path of ["/api/nothing-here", "/api/auth/nothing-here"]) {
      const headers = { "Content-Type": "application/json" };
      const init = { method, headers, ...(method === "POST" && { body: "{}" }) };
      const response = await openBrowser(server).request(path, init);
      expect(response.status).toBe(404);
      expect(JSON.parse(response.body)).toHaveProperty("message");
    }
  });

  test("413 for a huge body", async () => {
    const browser = await signIn(server);
    const name = "a".repeat(2 ** 21);
    const { status, body } = await sendTooMuch(() => rename(browser, JSON.stringify({ name })));
    expect(status).toBe(413);
    expect(JSON.parse(body).code).toBe("TOO_LARGE");
  });

  test("403 for another site", async () => {
    const { status, body } = await openBrowser(server).call(
      "/sign-out",
      {},
      { Origin: "https://evil.example" },
    );
    expect(status).toBe(403);
    expect(JSON.parse(body).code).toBe("FORBIDDEN");
  });

  test("500 for an error, without details", async () => {
    const broken = await startServer({ TRUSTED_PROXIES: "loopback" });
    const browser = await signIn(broken);
    await broken.database.execute("alter table session rename to session_gone");
    const { status, body } = await browser.get("/api/me");
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      code: "FAILED",
      message: "Something went wrong on our side.",
    });
    await broken.remove();
  });
});

describe("a page", () => {
  test.each(["/", "/login", "/login/"])("is at %s", async (path) => {
    const { status, body } = await openBrowser(server).get(path);
    expect(status).toBe(200);
    expect(body).toContain('<div id="root">');
  });

  test.each(["/nothing-here", "/dashboard.data", "/login/nothing", "/__proto__", "/constructor"])(
    "isn't at %s, and the app says so",
    async (path) => {
      const { status, body } = await openBrowser(server).get(path);
      expect(status).toBe(404);
      expect(body).toContain('<div id="root">');
    },
  );

  test("doesn't stand in for a file of the build that is gone", async () => {
    const { status, headers } = await openBrowser(server).get("/assets/index-gone.js");
    expect(status).toBe(404);
    expect(headers.get("content-type")).toContain("text/plain");
    expect(headers.get("cache-control")).toContain("no-store");
  });

  test("reveals nothing about the folders of the build", async () => {
    for (const path of [
      "/index.html",
      "/build/index.html",
      "/src/app/main.tsx",
      "/server/main.ts",
    ]) {
      const { status, body } = await openBrowser(server).get(path);
      expect(status).toBe(404);
      expect(body).toContain('<div id="root">');
    }
  });
});

describe("/api/link", () => {
  async function look(body: unknown) {
    const init = { method: "POST", headers: { "Content-Type": "application/json" } };
    const request = { ...init, body: JSON.stringify(body) };
    return openBrowser(server).request("/api/link", request);
  }

  const pages = [
    "/know-browser",
    "/confirm-email", // @feature password
    "/reset-password", // @feature password
  ];
  test.each(pages)("says that a made-up link to %s doesn't work", async (path) => {
    const { status, body } = await look({ path, token: "made-up" });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ alive: false });
  });

  test.each([null, {}, { path: "/dashboard", token: "x" }, { path: "/know-browser", token: 1 }])(
    "refuses %j",
    async (body) => {
      expect((await look(body)).status).toBe(400);
    },
  );
  // @feature password

  test("says that a link works until it has been used, and doesn't use it up", async () => {
    const [email, password] = [newEmail(), newPassword()];
    await register(openBrowser(server), email, password);
    const token = await readToken(server, email);
    const link = { path: "/confirm-email", token };
    expect(JSON.parse((await look(link)).body)).toEqual({ alive: true });
    expect(JSON.parse((await look(link)).body)).toEqual({ alive: true });
    // A link is for one purpose.
    const other = await look({ path: "/reset-password", token });
    expect(JSON.parse(other.body)).toEqual({ alive: false });
    const confirmed = await openBrowser(server).call("/confirm-email", { token, password });
    expect(confirmed.status).toBe(200);
    expect(JSON.parse((await look(link)).body)).toEqual({ alive: false });
  });
  // @end
});
// @feature two-factor

describe("/api/second-factor-step", () => {
  const step = async (browser: Browser) =>
    JSON.parse((await browser.get("/api/second-factor-step")).body);

  test("is due between the first and the second factor, and only in that browser", async () => {
    const { enter } = await withSecondFactor(server);
    const browser = openBrowser(server);
    expect(await step(browser)).toEqual({ due: false, over: false });
    await enter(browser);
    expect(await step(browser)).toEqual({ due: true, over: false });
    expect(await step(openBrowser(server))).toEqual({ due: false, over: false });
  });

  test("is over after five wrong codes", async () => {
    const { enter } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await step(browser)).toEqual({ due: true, over: false });
      await browser.call("/two-factor/verify-backup-code", { code: "aaaaa-bbbbb" });
    }
    expect(await step(browser)).toEqual({ due: true, over: true });
  });
});
// @end
