import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHORTEST_PASSWORD } from "~/services/sign-in/password/rules";
import { openBrowser } from "./support/browser";
import {
  emailsTo,
  newPassword,
  readToken,
  register,
  signInWith,
  signUp,
} from "./support/passwords";
import { textSentTo } from "./support/sent-email";
import { newEmail, type Server, startServer, until } from "./support/server";
import { signInByCode } from "./support/sign-in"; // @feature email-code

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("signing up and in, without JavaScript", () => {
  test("leads from registering through the link to the dashboard", async () => {
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
    expect(wrong.body).toContain("That's not the password you signed up with.");
    const right = await browser.post(link, { password });
    expect(right).toMatchObject({ status: 302, location: "/dashboard" });
    expect((await browser.get("/dashboard")).body).toContain(email);
  });

  test("leads back to the requested page", async () => {
    const { browser, email, password } = await signUp(server);
    await browser.post("/sign-out", {});
    const { location } = await browser.get("/dashboard?tab=2");
    const form = { intent: "sign-in", email: ` ${email.toUpperCase()} `, password };
    expect((await browser.post(location ?? "", form)).location).toBe("/dashboard?tab=2");
  });

  test.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])(
    "doesn't lead to %j",
    async (redirectTo) => {
      const { browser, email, password } = await signUp(server);
      await browser.post("/sign-out", {});
      const query = new URLSearchParams({ redirectTo });
      const form = { intent: "sign-in", email, password };
      expect((await browser.post(`/login?${query}`, form)).location).toBe("/dashboard");
    },
  );

  test("sends another link for the same password, or for another address", async () => {
    const browser = openBrowser(server);
    const [email, password] = [newEmail(), newPassword()];
    const sent = await browser.post("/register", { email, password, confirmPassword: password });
    await readToken(server, email);
    expect(sent.body).toMatch(/href="\/register"[^>]*>Use a different email</);
    expect(sent.body).toMatch(/href="\/login"[^>]*>Back to sign in</);
    expect(sent.body).not.toContain(password);

    const again = await browser.post("/register", { intent: "again", email });
    expect(again.status).toBe(200);
    expect(again.body).toContain("We've sent another link.");
    const link = `/confirm-email?token=${await readToken(server, email)}`;
    expect((await browser.post(link, { password })).location).toBe("/dashboard");
  });

  test("asks people to sign up again if they request another link too late", async () => {
    const { status, body } = await openBrowser(server).post("/register", { intent: "again" });
    expect(status).toBe(400);
    expect(body).toContain("That took too long. Please sign up again.");
    expect(body).toContain('href="/register"');
  });

  test("has a way to a new password", async () => {
    const { email } = await signUp(server);
    const browser = openBrowser(server);
    const asked = await browser.post("/forgot-password", { email });
    expect(asked.body).toContain("has an account");
    const sentAgain = await browser.post("/forgot-password", { intent: "again", email });
    expect(sentAgain.body).toContain("We've sent another link.");
    await until(async () => (await emailsTo(server, email)).length === 3);
    const link = `/reset-password?token=${await readToken(server, email)}`;
    const password = newPassword();
    const form = { password, confirmPassword: password };
    expect((await browser.post(link, form)).body).toContain("Password saved");
    const again = await browser.post(link, form);
    expect(again.status).toBe(400);
    expect(again.body).toContain("This link is no longer valid");
    const signedIn = await browser.post("/login", { intent: "sign-in", email, password });
    expect(signedIn.location).toBe("/dashboard");
  });

  test("gives the same response for an unknown address, and sends nothing there", async () => {
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
      { ...good, password: "too few", confirmPassword: "too few" },
      `Use at least ${SHORTEST_PASSWORD} characters.`,
    ],
    [{ ...good, confirmPassword: "another sentence" }, "The passwords don't match."],
    [
      { ...good, password: "passwordpassword", confirmPassword: "passwordpassword" },
      "This password is easy to guess",
    ],
  ])("registering: %j", async (form, text) => {
    const { status, body } = await openBrowser(server).post("/register", form);
    expect(status).toBe(400);
    expect(body).toContain(text);
    expect(body).toContain(`value="${form.email}"`);
    expect(body).not.toContain(form.password);
  });

  test("signing in: 401, the email is kept, the password isn't", async () => {
    const { email } = await signUp(server);
    const password = newPassword();
    const response = await openBrowser(server).post("/login", {
      intent: "sign-in",
      email,
      password,
    });
    expect(response.status).toBe(401);
    expect(response.body).toContain("Incorrect email or password.");
    expect(response.body).toContain(`value="${email}"`);
    expect(response.body).not.toContain(password);
  });

  test("an error is tied to its field", async () => {
    const { email } = await signUp(server);
    const form = { intent: "sign-in", email, password: newPassword() };
    const { body } = await openBrowser(server).post("/login", form);
    const [input = ""] = /<input[^>]*aria-invalid="true"[^>]*>/.exec(body) ?? [];
    expect(input).toContain('name="password"');
    const id = /aria-describedby="([^"]+)"/.exec(input)?.[1];
    expect(body).toMatch(new RegExp(`<p id="${id}"[^>]*role="alert"`));
  });
  // @feature email-code

  test("signing in without a password sends a code, as Enter does in such a form", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    const sent = await browser.post("/login", { intent: "sign-in", email, password: "" });
    expect(sent).toMatchObject({ status: 302, location: "/login" });
    expect((await browser.get("/login")).body).toContain('value="verify-code"');
  });
  // @end

  test("confirming without a password: 400", async () => {
    const email = newEmail();
    await register(openBrowser(server), email, newPassword());
    const link = `/confirm-email?token=${await readToken(server, email)}`;
    const { status, body } = await openBrowser(server).post(link, { password: "" });
    expect(status).toBe(400);
    expect(body).toContain("Enter your password.");
  });

  test("signing in without an address: 400", async () => {
    const form = { intent: "sign-in", email: "", password: newPassword() };
    const { status, body } = await openBrowser(server).post("/login", form);
    expect(status).toBe(400);
    expect(body).toContain("Enter a valid email address.");
  });
});

describe("a link that is no longer valid", () => {
  test.each([
    ["/confirm-email", "/register"],
    ["/reset-password", "/forgot-password"],
  ])("%s says so instead of showing a form, and leads to a new link", async (page, next) => {
    const password = newPassword();
    const form = { password, confirmPassword: password };
    const browser = openBrowser(server);
    for (const link of [page, `${page}?token=old`]) {
      const opened = await browser.get(link);
      const sent = await browser.post(link, form);
      expect(sent.status).toBe(400);
      for (const { body } of [opened, sent]) {
        expect(body).toContain("This link is no longer valid");
        expect(body).toContain(`href="${next}"`);
        expect(body).not.toContain('name="password"');
      }
    }
  });

  test("is one that was used, or whose address now has an account", async () => {
    const [email, password] = [newEmail(), newPassword()];
    await register(openBrowser(server), email, password);
    const link = `/confirm-email?token=${await readToken(server, email)}`;
    await register(openBrowser(server), email, password);
    const other = `/confirm-email?token=${await readToken(server, email)}`;
    expect((await openBrowser(server).get(link)).body).toContain("Confirm and sign in");
    await openBrowser(server).post(link, { password });
    for (const used of [link, other]) {
      expect((await openBrowser(server).get(used)).body).toContain("This link is no longer valid");
    }
    // Looking at it has used nothing up.
    expect((await signInWith(openBrowser(server), email, password)).status).toBe(200);
  });
});

describe("the password on the account page, without JavaScript", () => {
  test("is changed with the current one", async () => {
    const { browser, email, password } = await signUp(server);
    expect((await browser.get("/dashboard")).body).toContain('href="/account"');
    const next = newPassword();
    const form = { intent: "change-password", currentPassword: password, newPassword: next };
    const response = await browser.post("/account", form);
    expect(response.status).toBe(200);
    expect(response.body).toContain("Password changed.");
    expect((await browser.get("/dashboard")).body).toContain(email);
    await browser.post("/sign-out", {});
    const login = { intent: "sign-in", email, password: next };
    expect((await browser.post("/login", login)).location).toBe("/dashboard");
  });

  test("stays the same when something is wrong, and the field says what", async () => {
    const { browser, password } = await signUp(server);
    const wrongField = ({ body }: { body: string }) => {
      const [input = ""] = /<input[^>]*aria-invalid="true"[^>]*>/.exec(body) ?? [];
      return /name="(\w+)"/.exec(input)?.[1];
    };
    const change = (currentPassword: string, next: string) =>
      browser.post("/account", { intent: "change-password", currentPassword, newPassword: next });
    const short = await change(password, "short");
    expect(short.status).toBe(400);
    expect(wrongField(short)).toBe("newPassword");
    const wrong = await change(newPassword(), newPassword());
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain("That password is incorrect.");
    expect(wrongField(wrong)).toBe("currentPassword");
  });
  // @feature email-code

  test("is set through a link if there is none yet", async () => {
    const email = newEmail();
    const browser = await signInByCode(server, email);
    expect((await browser.get("/account")).body).toContain("You don't have a password yet.");
    const response = await browser.post("/account", { intent: "set-password" });
    expect(response.body).toContain(`We've sent a link to ${email}.`);
    const password = newPassword();
    const link = `/reset-password?token=${await readToken(server, email)}`;
    await browser.post(link, { password, confirmPassword: password });
    const login = { intent: "sign-in", email, password };
    expect((await browser.post("/login", login)).location).toBe("/dashboard");
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
