// @feature password
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { emailsTo, readToken } from "./support/links";
import { newPassword, signUp } from "./support/register";
import { type Server, startServer } from "./support/server";
import { newEmail } from "./support/sign-in";

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
    // Opening it, as programs that check e-mail do, has confirmed nothing.
    expect((await browser.post("/login", { intent: "sign-in", email, password })).status).toBe(403);
    const wrong = await browser.post(link, { password: newPassword() });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toContain("That is not the password of this account.");
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
    expect((await browser.post(link, form)).body).toContain("Your password is changed");
    const again = await browser.post(link, form);
    expect(again.status).toBe(400);
    expect(again.body).toContain("This link does not work any more.");
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
    [{ ...good, email: "nobody", confirmPassword: good.password }, "Enter a valid e-mail address."],
    [{ ...good, password: "short", confirmPassword: "short" }, "Use 15 characters or more."],
    [{ ...good, confirmPassword: "another sentence" }, "The passwords are not the same."],
    [
      { ...good, password: "passwordpassword", confirmPassword: "passwordpassword" },
      "one that attackers try first",
    ],
  ])("registering: %j", async (form, text) => {
    const { status, body } = await openBrowser(server).post("/register", form);
    expect(status).toBe(400);
    expect(body).toContain(text);
    expect(body).toContain(`value="${form.email}"`);
    expect(body).not.toContain(form.password);
  });

  test("signing in: 401, the e-mail is kept, the password is not repeated", async () => {
    const { email } = await signUp(server);
    const password = newPassword();
    const answer = await openBrowser(server).post("/login", { intent: "sign-in", email, password });
    expect(answer.status).toBe(401);
    expect(answer.body).toContain("E-mail or password is not right.");
    expect(answer.body).toContain(`value="${email}"`);
    expect(answer.body).not.toContain(password);
  });

  test("signing in without an address: 400", async () => {
    const form = { intent: "sign-in", email: "", password: "" };
    const { status, body } = await openBrowser(server).post("/login", form);
    expect(status).toBe(400);
    expect(body).toContain("Enter a valid e-mail address.");
  });
});
