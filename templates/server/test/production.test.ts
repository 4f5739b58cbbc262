import { request } from "node:http"; // @feature cookie
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { rateLimit } from "~/db/schema";
import { isSignedIn, membersOnly, signOut } from "./support/app";
import { openBrowser } from "./support/browser";
import { unusedDatabaseUrl } from "./support/database";
import { emailSettings } from "./support/sent-email";
import { refusal, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

describe("behind a proxy that handles HTTPS", () => {
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

  test("signing in and out works, although the proxy calls the app over HTTP", async () => {
    const browser = await signIn(server);
    const { status } = await browser.get(membersOnly[0], { "X-Forwarded-Proto": "https" });
    expect(status).toBe(200);
    expect((await signOut(browser)).status).toBeLessThan(400);
    expect(await isSignedIn(browser)).toBe(false);
  });
  // @feature cookie

  test("every cookie is bound to this host and to HTTPS", async () => {
    const { responses } = await signIn(server);
    const cookies = responses.flatMap((response) => response.cookies);
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; Secure/i);
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).toMatch(/; Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/; Domain/i);
    }
  });

  test("a made-up host name changes nothing", async () => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const headers = { Host: "evil.example", "X-Forwarded-Host": "evil.example" };
    request(`${server.address}/dashboard`, { headers }, (response) => {
      response.resume();
      resolve(JSON.stringify(response.headers));
    })
      .on("error", reject)
      .end();
    const response = await promise;
    expect(response).toContain("/login?redirectTo=%2Fdashboard");
    expect(response).not.toContain("evil.example");
  });
  // @end

  test("browsers are told to use only HTTPS", async () => {
    const { headers } = await openBrowser(server).get("/");
    expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
  });

  test("pages at the app's own HTTP address count as another site", async () => {
    const browser = await signIn(server);
    expect((await signOut(browser, { Origin: server.address })).status).toBe(403);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("there's no mailbox, and no way to look at emails", async () => {
    const browser = await signIn(server);
    for (const path of ["/dev/mailbox", "/dev/mailbox.json", "/dev/mailbox/1"]) {
      const { status, body } = await browser.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toContain('messages":');
    }
  });
});

describe("behind a proxy that isn't declared", () => {
  test("the log says once what to set", async () => {
    const server = await startServer({ NODE_ENV: "production" });
    await fetch(server.address);
    expect(server.log.text).not.toContain("TRUSTED_PROXIES");
    for (let visit = 0; visit < 3; visit++) {
      await fetch(server.address, { headers: { "X-Forwarded-For": "198.51.100.7" } });
    }
    const said = server.log.text.split("\n").filter((line) => line.includes("X-Forwarded-For"));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("comes from 127.0.0.1");
    expect(said[0]).toMatch(/Set TRUSTED_PROXIES=loopback$/);
    await server.remove();
  });
});

test("only a declared proxy can name the client in its own header", async () => {
  const variables = {
    NODE_ENV: "production",
    BETTER_AUTH_URL: "https://app.localhost",
    CLIENT_IP_HEADER: "Fly-Client-IP",
  };
  for (const [TRUSTED_PROXIES, address] of [
    ["loopback", "198.51.100.7"],
    ["10.0.0.0/8", "127.0.0.1"],
  ]) {
    const server = await startServer({ ...variables, TRUSTED_PROXIES });
    const browser = openBrowser(server);
    const headers = { "Fly-Client-IP": "198.51.100.7", "X-Forwarded-For": "6.6.6.6, 77.83.142.33" };
    await browser.call("/sign-out", {}, headers);
    const [row] = await server.db.select().from(rateLimit);
    expect(row?.key).toContain(address);
    await server.remove();
  }
});

describe.concurrent("the server refuses to start", () => {
  test("and names everything that's wrong at once, without a stack", async ({ expect }) => {
    const { code, text } = await refusal({
      BETTER_AUTH_SECRET: "",
      BETTER_AUTH_URL: "",
      PORT: "many",
      DATABASE_URL: "mysql://localhost/app",
    });
    expect(code).toBe(1);
    for (const name of ["BETTER_AUTH_SECRET", "BETTER_AUTH_URL", "PORT", "DATABASE_URL"]) {
      expect(text).toMatch(new RegExp(`^ {2}${name} `, "m"));
    }
    expect(text).not.toContain("    at ");
  });

  test("without a secret, even during development", async ({ expect }) => {
    const { code, text } = await refusal({ BETTER_AUTH_SECRET: "", NODE_ENV: "development" });
    expect(code).toBe(1);
    expect(text).toContain("BETTER_AUTH_SECRET is missing");
  });

  test.for(["Bun", "Deno"])("in %s, which isn't Node.js", async (runtime, { expect }) => {
    const started = `data:text/javascript,globalThis.${runtime}={}`;
    const { code, text } = await refusal({ NODE_OPTIONS: `--import=${started}` });
    expect(code).toBe(1);
    expect(text.trim()).toBe("This app needs Node.js: start it with `node build/server/index.js`.");
  });

  test("at an insecure address, even if NODE_ENV isn't set", async ({ expect }) => {
    const { code, text } = await refusal({
      BETTER_AUTH_URL: "http://example.com",
      NODE_ENV: undefined,
    });
    expect(code).toBe(1);
    expect(text).toContain("BETTER_AUTH_URL has to begin with https://");
  });
  // @feature console

  test("if codes would be printed where people really sign in", async ({ expect }) => {
    const { code, text } = await refusal({ BETTER_AUTH_URL: "https://example.com" });
    expect(code).toBe(1);
    expect(text).toContain("services/email-provider.server.ts");
  });
  // @end
});

describe("the environment", () => {
  const secret = "x".repeat(32);
  let readEnvironment: typeof import("~/env.server").readEnvironment;

  const complete = {
    NODE_ENV: "production",
    BETTER_AUTH_SECRET: secret,
    BETTER_AUTH_URL: "https://example.com",
    DATABASE_URL: unusedDatabaseUrl,
    EMAIL_FROM: "Test <test@example.com>",
    ...emailSettings,
  };

  beforeAll(async () => {
    vi.stubEnv("BETTER_AUTH_SECRET", secret);
    ({ readEnvironment } = await import("~/env.server"));
  });

  test("has a default for everything that can have one", () => {
    expect(readEnvironment({ BETTER_AUTH_SECRET: secret, PORT: "" })).toMatchObject({
      NODE_ENV: "development",
      PORT: 3000,
    });
  });

  test.each([
    "https://example.com",
    "https://example.com:8443",
    "http://localhost:3000",
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
  ])("accepts %s as the address in production", (url) => {
    const { BETTER_AUTH_URL } = readEnvironment({ ...complete, BETTER_AUTH_URL: url });
    expect(BETTER_AUTH_URL).toBe(url);
  });

  test.each([
    "",
    "example.com",
    "http://example.com",
    "https://example.com/app",
    "https://example.com?x=1",
    "http://localhost.example.com",
    "ftp://localhost",
    "https://",
  ])("refuses %j", (url) => {
    expect(() => readEnvironment({ ...complete, BETTER_AUTH_URL: url })).toThrow(
      /^ {2}BETTER_AUTH_URL /m,
    );
  });

  test("refuses a proxy that isn't an address", () => {
    expect(() => readEnvironment({ ...complete, TRUSTED_PROXIES: "loopback, nginx" })).toThrow(
      'TRUSTED_PROXIES contains "nginx"',
    );
  });

  test.each([
    ["", "is missing"],
    ["too-short", "is too short"],
    ["replace-this-with-a-secret-of-your-own", "is still the example"],
  ])("refuses the secret %j", (value, problem) => {
    for (const NODE_ENV of ["production", "development", ""]) {
      const source = { ...complete, NODE_ENV, BETTER_AUTH_SECRET: value };
      expect(() => readEnvironment(source)).toThrow(`BETTER_AUTH_SECRET ${problem}`);
    }
  });

  test.each(["many", "-1", "65536", "80.5"])("refuses port %s", (PORT) => {
    expect(() => readEnvironment({ ...complete, PORT })).toThrow(/^ {2}PORT /m);
  });
});
