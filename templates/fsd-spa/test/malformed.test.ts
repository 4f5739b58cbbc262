import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as codeEndpoints from "~/services/hardening/code-endpoints"; // @feature email-code
import * as passwordEndpoints from "~/services/hardening/password-endpoints"; // @feature password
import * as twoFactorEndpoints from "~/services/hardening/two-factor-endpoints"; // @feature two-factor
import { ask } from "./support/ask";
import { openBrowser } from "./support/browser";
import { firstLine } from "./support/first-line";
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

describe("requests that are not well-formed", () => {
  const host = () => new URL(server.address).host;

  test.each(["TRACE", "QUERY", "PROPFIND"])("%s is a 405", async (method) => {
    const { status, headers } = await ask(`${server.address}/login`, {}, method);
    expect(status).toBe(405);
    expect(headers["allow"]).toContain("POST");
  });

  test.each([
    ["an address with a password in it", () => `http://user:password@${host()}/login`],
    ["half of an escaped character", () => "/login/%E0%A4%A"],
    ["a lone percent sign", () => "/%"],
  ])("%s is a 400", async (_, target) => {
    const { hostname, port } = new URL(server.address);
    const bytes = Buffer.from(
      `GET ${target()} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`,
    );
    expect(await firstLine(Number(port), hostname, bytes)).toBe("HTTP/1.1 400 Bad Request");
  });

  test("an address with the host in it is a good one", async () => {
    const { hostname, port } = new URL(server.address);
    const bytes = Buffer.from(
      `GET http://${host()}/login HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`,
    );
    expect(await firstLine(Number(port), hostname, bytes)).toBe("HTTP/1.1 200 OK");
  });

  test.each(["/login", "/register", "/confirm-email", "/forgot-password", "/reset-password"])(
    "a body that is no form is refused by %s, not broken by it",
    async (path) => {
      for (const type of ["text/plain", "multipart/form-data", "application/json", ""]) {
        const headers = { Origin: server.origin, ...(type && { "Content-Type": type }) };
        const { status } = await ask(server.address + path, headers, "POST", "{");
        expect([type, Math.floor((status ?? 0) / 100)]).toEqual([type, 4]);
      }
    },
  );

  test("an empty origin is a foreign one", async () => {
    expect((await ask(`${server.address}/login`, { Origin: "" }, "POST", "")).status).toBe(403);
  });
});

test("one line of the log for each request that is refused, however it is written", async () => {
  const before = server.log.text.length;
  const hostile = "https://evil.example/\n[31mline\u0000\u001b[2J".padEnd(5_000, "x");
  for (const field of ["callbackURL", "redirectTo"]) {
    await openBrowser(server).call(endpoints[0] ?? "", {
      email: "person@example.com",
      type: "sign-in",
      [field]: hostile.slice(0, 1_500),
    });
  }
  await openBrowser(server).post("/nothing-takes-this", { intent: "x" });
  await openBrowser(server).post("/nothing-takes-this%0aline", { intent: "x" });
  const written = server.log.text.slice(before);
  expect(written).toContain("evil.example");
  expect(written.trimEnd().split("\n").length).toBeLessThanOrEqual(4);
  expect(written.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});
