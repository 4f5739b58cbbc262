import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { user } from "~/db/schema"; // @feature email-code
import { isAllowedName } from "~/person-name";
import { openBrowser } from "./support/browser";
import { readCode } from "./support/inbox"; // @feature email-code
import { newPassword } from "./support/register"; // @feature password
import { type Server, startServer } from "./support/server";
import { newEmail } from "./support/sign-in"; // @feature email-code

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("an email address of more than 254 characters is refused, and not repeated", () => {
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

describe("a name", () => {
  test.each(["Ada", "", "Zoë Ångström", "نورا", "李小龍", "👩‍🚀 Valentina", "x".repeat(100)])(
    "may be %s",
    (name) => expect(isAllowedName(name)).toBe(true),
  );

  test.each([
    ["101 characters long", "x".repeat(101)],
    ["on two lines", "Ada\nYour account is closed: https://evil.example"],
    ["on two lines, in Unicode's way", "Ada\u2028Lovelace"],
    ["with a NUL in it", "Ada\0"],
    ["with an escape sequence in it", "\u001b[31mAda"],
    ["that turns the text after it around", "Ada\u202etxt.exe"],
  ])("may not be %s", (_, name) => expect(isAllowedName(name)).toBe(false));
});
// @feature email-code

test("a code brings an account, and nothing else that was sent with it", async () => {
  const email = newEmail();
  const browser = openBrowser(server);
  await browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" });
  const otp = await readCode(server, email);
  for (const more of [
    { name: "x".repeat(900_000) },
    { image: "https://evil.example/me.png" },
    { emailVerified: true },
  ]) {
    const { status } = await browser.call("/sign-in/email-otp", { email, otp, ...more });
    // A body of that size gets no further than the limit for bodies.
    expect([400, 413]).toContain(status);
  }
  expect(await server.db.select().from(user)).toEqual([]);
  expect((await browser.call("/sign-in/email-otp", { email, otp })).status).toBe(200);
});
// @end
