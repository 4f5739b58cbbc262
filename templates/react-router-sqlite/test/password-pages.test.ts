import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHORTEST_PASSWORD } from "~/services/sign-in/password/rules";
import { openBrowser } from "./support/browser";
import { emailsTo, newPassword, readToken, signUp } from "./support/passwords";
import { textSentTo } from "./support/sent-email";
import { newEmail, type Server, startServer } from "./support/server";
import { signInByCode } from "./support/sign-in"; // @feature email-code

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("the way in, without JavaScript", () => {
  test("leads from registering over the link to the dashboard", async () => {
    const browser = openBrowser(server);
    const [email, password] = [newEmail(), newPassword()];
    expect((await browser.get("/login")).body).toContain('href="/register"');
    const form = { email, password, confirmPassword: password };
    const registered = await browser.post("/register", form);
    expect(registered.status).toBe(200);
    expect(registered.body).toContain("We sent a link");
    expect((await browser.get("/dashboard")).status).toBe(302);

    const link = `/confirm-email?token=${await readToken(server, email)}`;
    expect((await browser.get(link)).body).toContain("Confirm and sign in");
    // Opening it, as programs that check email do, has confirmed nothing.
    expect((await browser.post("/login", { intent: "sign-in", email, password })).status).toBe(401);
    const wrong = await browser.post(link, { password: newPassword() });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toContain("That is not the password this link was sent for.");
    const right = await browser.post(link, { password });
    expect(right).toMatchObject({ status: 302, location: "/dashboard" });
    expect((await browser.get("/dashboard")).body).toContain(email);
  });

  test("leads back to the page that was asked for", async () => {
    const { email, password } = await signUp(server);
    const browser = openBrowser(server);
    const { location } = await browser.get("/dashboard?tab=2");
    const form = { intent: "sign-in", email: ` ${email.toUpperCase()} `, password };
    expect((await browser.post(location ?? "", form)).location).toBe("/dashboard?tab=2");
  });

  test.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])(
    "does not lead to %j",
    async (redirectTo) => {
      const { email, password } = await signUp(server);
      const query = new URLSearchParams({ redirectTo });
      const form = { intent: "sign-in", email, password };
      expect((await openBrowser(server).post(`/login?${query}`, form)).location).toBe("/dashboard");
    },
  );

  test("has a way to a new password", async () => {
    const { email } = await signUp(server);
    const browser = openBrowser(server);
    const asked = await browser.post("/forgot-password", { email });
    expect(asked.body).toContain("has an account");
    const link = `/reset-password?token=${await readToken(server, email)}`;
    const password = newPassword();
    const form = { password, confirmPassword: password };
    expect((await browser.post(link, form)).body).toContain("Password changed");
    const again = await browser.post(link, form);
    expect(again.status).toBe(400);
    expect(again.body).toContain("This link is no longer valid");
    const signedIn = await browser.post("/login", { intent: "sign-in", email, password });
    expect(signedIn.location).toBe("/dashboard");
  });

  test("says the same of an unknown address, and sends nothing there", async () => {
    const email = newEmail();
    const { status, body } = await openBrowser(server).post("/forgot-password", { email });
    expect(status).toBe(200);
    expect(body).toContain("has an account");
    expect(await emailsTo(server, email)).toEqual([]);
  });
});

describe("mistakes are text beside the fields", () => {
  const good = { email: "person@example.com", password: "a long sentence 1" };

  test.each([
    [{ ...good, email: "nobody", confirmPassword: good.password }, "Enter a valid email address."],
    [
      { ...good, email: `${"a".repeat(250)}@example.com`, confirmPassword: good.password },
      "Enter a valid email address.",
    ],
    [
      { ...good, password: "short", confirmPassword: "short" },
      `Use ${SHORTEST_PASSWORD} characters or more.`,
    ],
    [{ ...good, confirmPassword: "another sentence" }, "The passwords don't match."],
    [
      { ...good, password: "passwordpassword", confirmPassword: "passwordpassword" },
      "This is easy to guess",
    ],
  ])("registering: %j", async (form, text) => {
    const { status, body } = await openBrowser(server).post("/register", form);
    expect(status).toBe(400);
    expect(body).toContain(text);
    expect(body).toContain(`value="${form.email}"`);
    expect(body).not.toContain(form.password);
  });

  test("signing in: 401, the email is kept, the password is not repeated", async () => {
    const { email } = await signUp(server);
    const password = newPassword();
    const answer = await openBrowser(server).post("/login", { intent: "sign-in", email, password });
    expect(answer.status).toBe(401);
    expect(answer.body).toContain("Email or password is not right.");
    expect(answer.body).toContain(`value="${email}"`);
    expect(answer.body).not.toContain(password);
  });

  test("signing in without an address: 400", async () => {
    const form = { intent: "sign-in", email: "", password: "" };
    const { status, body } = await openBrowser(server).post("/login", form);
    expect(status).toBe(400);
    expect(body).toContain("Enter a valid email address.");
  });
});

describe("a link that is no longer valid", () => {
  test("says so, and how to get another one, instead of asking for the password again", async () => {
    const browser = openBrowser(server);
    const confirmed = await browser.post("/confirm-email?token=old", { password: newPassword() });
    expect(confirmed.status).toBe(400);
    expect(confirmed.body).toContain("This link is no longer valid");
    expect(confirmed.body).not.toContain('name="password"');
    const password = newPassword();
    const form = { password, confirmPassword: password };
    const reset = await browser.post("/reset-password", form);
    expect(reset.status).toBe(400);
    expect(reset.body).toContain("This link is no longer valid");
    expect(reset.body).toContain('href="/forgot-password"');
  });
});

describe("the password on the security page, without JavaScript", () => {
  test("is changed with the current one", async () => {
    const { browser, email, password } = await signUp(server);
    expect((await browser.get("/dashboard")).body).toContain('href="/security"');
    const next = newPassword();
    const form = { intent: "change-password", currentPassword: password, newPassword: next };
    const answer = await browser.post("/security", form);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("Password changed.");
    expect((await browser.get("/dashboard")).body).toContain(email);
    const login = { intent: "sign-in", email, password: next };
    expect((await openBrowser(server).post("/login", login)).location).toBe("/dashboard");
  });

  test("stays when something is wrong, which is said beside the field", async () => {
    const { browser, password } = await signUp(server);
    const wrongField = ({ body }: { body: string }) => {
      const [input = ""] = /<input[^>]*aria-invalid="true"[^>]*>/.exec(body) ?? [];
      return /name="(\w+)"/.exec(input)?.[1];
    };
    const change = (currentPassword: string, next: string) =>
      browser.post("/security", { intent: "change-password", currentPassword, newPassword: next });
    const short = await change(password, "short");
    expect(short.status).toBe(400);
    expect(wrongField(short)).toBe("newPassword");
    const wrong = await change(newPassword(), newPassword());
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain("That password is incorrect.");
    expect(wrongField(wrong)).toBe("currentPassword");
  });
  // @feature email-code

  test("is set by a link where there is none yet", async () => {
    const email = newEmail();
    const browser = await signInByCode(server, email);
    expect((await browser.get("/security")).body).toContain("Your account has none yet.");
    const answer = await browser.post("/security", { intent: "set-password" });
    expect(answer.body).toContain(`We sent a link to ${email}.`);
    const password = newPassword();
    const link = `/reset-password?token=${await readToken(server, email)}`;
    await browser.post(link, { password, confirmPassword: password });
    const login = { intent: "sign-in", email, password };
    expect((await openBrowser(server).post("/login", login)).location).toBe("/dashboard");
  });
  // @end
});

describe("in production", () => {
  const origin = "https://app.localhost";
  let production: Server;

  beforeAll(async () => {
    production = await startServer({
      NODE_ENV: "production",
      BETTER_AUTH_URL: origin,
      TRUSTED_PROXIES: "loopback",
    });
  });
  afterAll(() => production.remove());

  test("links lead to the app's own address, and the session is bound to it", async () => {
    const browser = openBrowser(production);
    const [email, password] = [newEmail(), newPassword()];
    await browser.post("/register", { email, password, confirmPassword: password });
    const token = await readToken(production, email);
    expect(textSentTo(production, email)).toContain(`${origin}/confirm-email?token=${token}`);
    const { cookies, location } = await browser.post(`/confirm-email?token=${token}`, { password });
    expect(location).toBe("/dashboard");
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-[^;]+;.*; Secure/i);
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Lax/i);
    }
  });
});
