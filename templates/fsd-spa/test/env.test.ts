import { beforeAll, describe, expect, test, vi } from "vitest";
import { unusedDatabaseUrl } from "./support/database";
import { emailSettings } from "./support/sent-email";

let readEnvironment: typeof import("~/env.server").readEnvironment;

const secret = "x".repeat(32);
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

describe("the environment", () => {
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
  ])("takes %s as the address in production", (url) => {
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

  test("refuses a proxy that is none", () => {
    expect(() => readEnvironment({ ...complete, TRUSTED_PROXIES: "loopback, nginx" })).toThrow(
      'TRUSTED_PROXIES has "nginx"',
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
