import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { logLine, note, report, reportFromAuth } from "~/services/report.server";
import { isAllowedName } from "~/services/rules";
import { type Browser, openBrowser } from "./support/browser"; // @feature email-code|password
import { createDatabase } from "./support/database";
import { newPassword, readToken, register, signInWith, signUp } from "./support/passwords"; // @feature password
import {
  newEmail, // @feature email-code
  openEndpoints,
  type Server,
  startServer,
  until, // @feature email-code
} from "./support/server";
import { signInByCode } from "./support/sign-in"; // @feature email-code

// What looks at better-auth from inside sends nothing.
const deliver = vi.hoisted(() => vi.fn(() => new Promise<void>(() => {})));
vi.mock("~/services/email-provider.server", () => ({ provider: { deliver } }));

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

// @feature email-code|password
describe("an email address of more than 254 characters is refused, and not echoed", () => {
  const email = `${"a".repeat(12_000)}@example.com`;

  test.each([
    // @feature email-code
    ["/email-otp/send-verification-otp", { type: "sign-in" }],
    ["/sign-in/email-otp", { otp: "123456" }],
    // @end
    // @feature password
    ["/register", { password: newPassword() }],
    ["/sign-in/email", { password: newPassword() }],
    ["/request-password-reset", {}],
    // @end
  ] as const)("by %s", async (path, others) => {
    const { status, body, cookies } = await openBrowser(server).call(path, { email, ...others });
    expect(status).toBe(400);
    expect(cookies.join("").length + body.length).toBeLessThan(1_000);
  });
});

// @end
describe("a name", () => {
  test.each(["Ada", "", "Zoë Ångström", "نورا", "李小龍", "👩‍🚀 Valentina", "x".repeat(100)])(
    "may be %s",
    (name) => expect(isAllowedName(name)).toBe(true),
  );

  test.each([
    ["101 characters long", "x".repeat(101)],
    ["on two lines", "Ada\nYour account is closed: https://evil.example"],
    ["on two lines, with Unicode's separator", "Ada\u2028Lovelace"],
    ["with a NUL in it", "Ada\0"],
    ["with an escape sequence in it", "\u001b[31mAda"],
    ["that reverses the text after it", "Ada\u202etxt.exe"],
  ])("may not be %s", (_, name) => expect(isAllowedName(name)).toBe(false));
});

// @feature email-code|password
describe("addresses in URLs", () => {
  /** Every address of a page, script, or picture in a text, and what is inside of it in base64. */
  function urlsIn(text: string) {
    const urls = text.match(/https?:\/\/[^\s"'<>]+|(?:href|src|action)="[^"]*"/g) ?? [];
    return urls.flatMap((url) => [
      url,
      decodeURIComponent(url),
      ...url.split(/[^\w-]/).map(fromBase64),
    ]);
  }

  function fromBase64(text: string) {
    return Buffer.from(text, "base64url").toString("latin1");
  }

  async function expectNoUrlWith(email: string, browsers: Browser[]) {
    const mailbox = (await openBrowser(server).get("/dev/mailbox.json")).body;
    const { messages } = JSON.parse(mailbox) as { messages: { to: string }[] };
    const emails = messages
      .filter(({ to }) => to === email)
      .map((message) => JSON.stringify(message));
    expect(emails.length).toBeGreaterThan(0);
    const responses = browsers.flatMap(({ responses }) => responses);
    const redirects = responses.flatMap(({ location }) => (location ? [`href="${location}"`] : []));
    const texts = [...emails, ...redirects, ...responses.map(({ body }) => body)];
    const local = email.slice(0, email.indexOf("@"));
    expect(texts.flatMap(urlsIn).filter((url) => url.includes(local))).toEqual([]);
  }

  test("this test would notice a token that contains an address", () => {
    const token = Buffer.from('{"email":"ada@example.com"}').toString("base64url");
    expect(urlsIn(`<a href="/x?token=e30.${token}.sig">`).join()).toContain("ada@example.com");
    expect(urlsIn("http://localhost/?email=ada%40example.com").join()).toContain("ada@example.com");
  });
  // @feature email-code

  test("no URL contains the address of someone who signs in with a code", async () => {
    const email = newEmail();
    const browser = await signInByCode(server, email);
    await browser.get("/dashboard");
    await browser.post("/sign-out", {});
    await expectNoUrlWith(email, [browser]);
  });
  // @end
  // @feature password

  test("no URL contains the address of someone who registers and changes password", async () => {
    const { email, password, browser } = await signUp(server);
    const elsewhere = openBrowser(server);
    await register(elsewhere, email, newPassword());
    await signInWith(elsewhere, email, newPassword());
    await signInWith(elsewhere, email, password);
    await elsewhere.post("/login", { intent: "sign-in", email, password: newPassword() });
    await elsewhere.call("/request-password-reset", { email });
    const token = await readToken(server, email);
    await elsewhere.get(`/reset-password?token=${token}`);
    await elsewhere.call("/reset-password", { token, newPassword: newPassword() });
    await expectNoUrlWith(email, [browser, elsewhere]);
  });
  // @end
});

// @end
describe("auth", () => {
  // These look at better-auth from inside, so they run without a server of their own.
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let auth: typeof import("~/services/auth.server").auth;

  beforeAll(async () => {
    database = await createDatabase();
    vi.stubEnv("BETTER_AUTH_SECRET", "a-secret-for-tests-and-for-nothing-else");
    vi.stubEnv("DATABASE_URL", database.url);
    ({ auth } = await import("~/services/auth.server"));
  });

  afterAll(async () => {
    const { closeDatabase } = await import("~/db");
    await closeDatabase();
    await database.remove();
  });

  function call(path: string, method: string, body?: unknown) {
    return auth.handler(
      new Request(`http://localhost:3000/api/auth${path}`, {
        method,
        headers: {
          Host: "localhost:3000",
          "Content-Type": "application/json",
          "X-Client-IP": "10.0.0.1",
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
  }

  // @feature email-code
  test("the response doesn't wait for the email, which would reveal accounts", async () => {
    const body = { email: "someone@example.com", type: "sign-in" };
    const response = await call("/email-otp/send-verification-otp", "POST", body);
    expect(response.status).toBe(200);
    // It's on its way after the response, once it has been counted, and never arrives here.
    await until(() => deliver.mock.calls.length > 0);
    expect(deliver).toHaveBeenCalledOnce();
  });
  // @end

  test("endpoints that the app doesn't use can't be reached from outside", async () => {
    const endpoints = Object.values(
      auth.api as Record<string, { path?: string; options?: unknown }>,
    );
    const paths = endpoints.flatMap(({ path }) => (path ? [path] : []));
    const patterns = paths.map((path) => new RegExp(`^${path.replace(/:\w+/, "[^/]+")}$`));
    const unknown = [...openEndpoints].filter((one) => !patterns.some((it) => it.test(one)));
    expect(unknown).toEqual([]);
    for (const path of paths.filter((one) => !openEndpoints.has(one))) {
      for (const method of ["GET", "POST"]) {
        const { status } = await call(path.replace(/:\w+/, "x"), method, undefined);
        expect({ path, method, status }).toEqual({ path, method, status: 404 });
      }
    }
  });

  test("code that uses better-auth directly can't store a forbidden name or address", async () => {
    const { internalAdapter } = await auth.$context;
    const create = (changes: { name?: string; email?: string }) =>
      internalAdapter.createUser(
        { name: "Ada", email: "ada@example.com", ...changes },
        { method: "email-password" },
      );
    await expect(create({ name: "x".repeat(101) })).rejects.toThrow("The name is too long");
    const email = `${"x".repeat(300)}@example.com`;
    await expect(create({ email })).rejects.toThrow("The email address is too long");

    const { id } = await create({});
    const renamed = internalAdapter.updateUser(id, { name: "Ada\nLovelace" });
    await expect(renamed).rejects.toThrow("has characters that cannot be shown");
  });

  test("better-auth's background tasks, such as emails, don't hold up a response", {
    timeout: 20_000,
  }, async () => {
    const { runInBackgroundOrAwait } = await auth.$context;
    await runInBackgroundOrAwait(new Promise(() => {}));
  });
});

describe("report", () => {
  const query = "select * from session where token = ?";
  const failed = new DrizzleQueryError(query, ["a-token\nof two lines"], new Error("it is gone"));

  function written(write: () => void) {
    const logs = (["error", "warn"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    write();
    const text = logs.flatMap((log) => log.mock.calls.flat()).join(" ");
    for (const log of logs) log.mockRestore();
    return text;
  }

  test.each([
    ["an error", () => report("A page failed:", failed)],
    ["an error inside another", () => report("A page failed:", new Error("x", { cause: failed }))],
    ["an error from better-auth", () => reportFromAuth("error", "INTERNAL_SERVER_ERROR", failed)],
    ["a message from better-auth", () => reportFromAuth("error", failed.message)],
  ])("the log entry for %s says what failed, without the values in the query", (_, write) => {
    const text = written(write);
    expect(text).toContain(query);
    expect(text).not.toContain("a-token");
    expect(text).not.toContain("two lines");
  });

  const hostile = `first\nroot: second\r\n    at third\u001b[2J\u0000\u202e${"x".repeat(1_000_000)}`;

  test.each<[string, () => void]>([
    [
      "a message from better-auth",
      () => reportFromAuth("error", `Invalid callbackURL: ${hostile}`),
    ],
    ["a detail from better-auth", () => reportFromAuth("warn", "x", hostile, { url: hostile })],
    ["an error", () => report("A page failed:", new Error(hostile))],
    ["a value that isn't an error", () => report("A page failed:", { data: hostile })],
    ["a note", () => note(`Refused: ${hostile}`)],
  ])("what a stranger sends can't add lines to the log or control a terminal: %s", (_, write) => {
    const lines = written(write).split("\n");
    expect(lines[0]).toContain("first\\n");
    expect(lines[0]?.length).toBeLessThan(20_000);
    expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    // Where an error comes from stands below it while you develop.
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}at (?!third)/);
  });

  test("a line in the log says how much was left out", () => {
    expect(logLine("a".repeat(5), 3)).toBe("aaa… (2 more characters)");
    expect(logLine("Grüße, 世界! \\ 'x'")).toBe("Grüße, 世界! \\ 'x'");
  });
});
