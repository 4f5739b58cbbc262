import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as codeEndpoints from "~/services/hardening/code-endpoints"; // @feature email-code
import * as passwordEndpoints from "~/services/hardening/password-endpoints"; // @feature password
import * as twoFactorEndpoints from "~/services/hardening/two-factor-endpoints"; // @feature two-factor
import { openBrowser } from "./support/browser";
import { type Server, startServer } from "./support/server";

const endpoints = [
  ...Object.values(codeEndpoints), // @feature email-code
  ...Object.values(passwordEndpoints), // @feature password
  ...Object.values(twoFactorEndpoints), // @feature two-factor
];

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe.each(endpoints)("%s", (path) => {
  const fields = ["email", "password", "newPassword", "currentPassword", "otp", "code", "token"];

  test.each<[string, unknown]>([
    ["an object that breaks when read as text", { toString: 1 }],
    ["a number", 7],
    ["a list", ["person@example.com"]],
    ["a text as long as a book", "a@example.com".padStart(900_000, "a")],
  ])("refuses a field that is %s", async (_, value) => {
    for (const field of fields) {
      const body = { type: "sign-in", email: "person@example.com", [field]: value };
      const answer = await openBrowser(server).call(path, body);
      expect([field, answer.status]).toEqual([field, 400]);
    }
  });

  test.each([null, 7, "text", [], [{ email: "person@example.com" }]])(
    "refuses the body %j",
    async (body) => {
      const { status } = await openBrowser(server).call(path, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );
});
