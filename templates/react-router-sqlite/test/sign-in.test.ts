import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import {
  CODE_LENGTH,
  CODE_LIFETIME_IN_MINUTES,
  PAUSE_BETWEEN_CODES_IN_SECONDS,
  TRIES_PER_CODE,
} from "~/services/sign-in/email-code/rules";
import { agePendingCookie, openBrowser } from "./support/browser";
import { newEmail, type Server, startServer } from "./support/server";
import { askForCode, readCode, signIn, wrong } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

describe("signing in", () => {
  test("leads from email and code to the dashboard and out again", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    expect((await browser.get("/login")).body).toContain('value="send-code"');

    const asked = await browser.post("/login", { intent: "send-code", email });
    expect(asked).toMatchObject({ status: 302, location: "/login" });
    expect((await browser.get("/login")).body).toContain('value="verify-code"');

    const code = await readCode(server, email);
    const entered = await browser.post("/login", { intent: "verify-code", code });
    expect(entered.status).toBe(302);
    expect(entered.location).toBe("/dashboard"); // @feature code-sign-in

    const dashboard = await browser.get("/dashboard");
    expect(dashboard.status).toBe(200);
    expect(dashboard.body).toContain(email);

    expect(await browser.post("/sign-out", {})).toMatchObject({ status: 302, location: "/login" });
    expect((await browser.get("/dashboard")).status).toBe(302);
  });

  test("keeps the email through a reload, but never in a URL", async () => {
    const email = newEmail();
    const browser = openBrowser(server);
    const { location } = await browser.post("/login", { intent: "send-code", email });
    expect(location).toBe("/login");
    for (let reload = 0; reload < 2; reload++) {
      expect((await browser.get("/login")).body).toContain(email);
    }
    const code = await readCode(server, email);
    const entered = await browser.post("/login", { intent: "verify-code", code });
    expect(entered.status).toBe(302);
    expect(entered.location).toBe("/dashboard"); // @feature code-sign-in
  });

  test("ignores upper and lower case in the email", async () => {
    const email = newEmail();
    await signIn(server, email);
    const browser = openBrowser(server);
    await browser.post("/login", { intent: "send-code", email: ` ${email.toUpperCase()} ` });
    const code = await readCode(server, email);
    await browser.post("/login", { intent: "verify-code", code });
    expect((await browser.get("/dashboard")).body).toContain(email);
    const people = await server.db.select().from(user);
    expect(people.filter((person) => person.email === email)).toHaveLength(1);
  });

  test("accepts a code as a Japanese keyboard types it", async () => {
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, newEmail());
    const typed = [...code].map((digit) => "０１２３４５６７８９"[Number(digit)]).join("");
    expect((await browser.post("/login", { intent: "verify-code", code: typed })).status).toBe(302);
  });

  test("goes back to the first step for another email", async () => {
    const browser = openBrowser(server);
    await askForCode(server, browser, newEmail());
    expect((await browser.post("/login", { intent: "change-email" })).location).toBe("/login");
    expect((await browser.get("/login")).body).toContain('value="send-code"');
  });

  test("isn't shown to someone who is signed in", async () => {
    const browser = await signIn(server);
    expect(await browser.get("/login")).toMatchObject({ status: 302, location: "/dashboard" });
  });

  test("leads back to the requested page", async () => {
    const browser = openBrowser(server);
    const { location } = await browser.get("/dashboard?tab=2");
    expect(location).toBe("/login?redirectTo=%2Fdashboard%3Ftab%3D2");
    const email = newEmail();
    await browser.post(location ?? "", { intent: "send-code", email });
    const code = await readCode(server, email);
    const entered = await browser.post("/login", { intent: "verify-code", code });
    expect(entered.status).toBe(302);
    expect(entered.location).toBe("/dashboard?tab=2"); // @feature code-sign-in
  });
});

describe("mistakes are text in the form", () => {
  test.each(["", "nobody", "a@b", "two@example.com, three@example.com"])(
    "an invalid address: %j",
    async (email) => {
      const { status, body } = await openBrowser(server).post("/login", {
        intent: "send-code",
        email,
      });
      expect(status).toBe(400);
      expect(body).toContain("Enter a valid email address.");
      expect(body).toContain('value="send-code"');
    },
  );

  test("a wrong code: 400, and the email is kept", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const code = await askForCode(server, browser, email);
    const response = await browser.post("/login", { intent: "verify-code", code: wrong(code) });
    expect(response.status).toBe(400);
    expect(response.body).toContain("That code isn't right.");
    expect(response.body).toContain(email);
    const second = await browser.post("/login", { intent: "verify-code", code });
    expect(second.status).toBe(302);
    expect(second.location).toBe("/dashboard"); // @feature code-sign-in
  });

  test.each(["", "12345", "1234567", "abcdef", "[object Object]"])(
    "an invalid code: %j",
    async (code) => {
      const browser = openBrowser(server);
      const email = newEmail();
      await askForCode(server, browser, email);
      const { status, body } = await browser.post("/login", { intent: "verify-code", code });
      expect(status).toBe(400);
      expect(body).toContain(`Enter all ${CODE_LENGTH} digits of the code.`);
      expect(body).toContain(email);
    },
  );

  test("a code when none was requested", async () => {
    const browser = openBrowser(server);
    const { status, body } = await browser.post("/login", {
      intent: "verify-code",
      code: "123456",
    });
    expect(status).toBe(400);
    expect(body).toContain("Request a code in this browser first.");
  });

  test("an unknown form", async () => {
    const { status } = await openBrowser(server).post("/login", { intent: "__proto__" });
    expect(status).toBe(400);
  });

  test.each(["application/json", "multipart/form-data", "text/plain"])(
    "a malformed form: %s",
    async (type) => {
      const { status } = await fetch(`${server.address}/login`, {
        method: "POST",
        headers: { "Content-Type": type, Origin: server.origin },
        body: '{"intent":',
      });
      expect(status).toBe(400);
    },
  );

  test("an expired code", async () => {
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, newEmail());
    agePendingCookie(browser, (CODE_LIFETIME_IN_MINUTES + 1) * 60);
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    const { status, body } = await browser.post("/login", { intent: "verify-code", code });
    expect(status).toBe(400);
    expect(body).toContain("This code has expired.");
    const reloaded = await browser.get("/login");
    expect(reloaded.body).toContain("This code has expired.");
    expect(reloaded.body).toContain('value="send-again"');
  });

  test("too many wrong codes: the page says so, and the right one is refused", async () => {
    const browser = openBrowser(server);
    const code = await askForCode(server, browser, newEmail());
    const enter = (typed: string) => browser.post("/login", { intent: "verify-code", code: typed });
    for (let guess = 1; guess < TRIES_PER_CODE; guess++) {
      expect((await enter(wrong(code))).body).toContain("That code isn't right.");
    }
    const last = await enter(wrong(code));
    expect(last.status).toBe(400);
    expect(last.body).toContain("Too many wrong codes.");
    for (let reload = 0; reload < 2; reload++) {
      const { body } = await browser.get("/login");
      expect(body).toContain("Too many wrong codes.");
      expect(body).toContain("Send a new code");
      expect(body).not.toContain('name="code"');
      const right = await enter(code);
      expect(right.status).toBeGreaterThanOrEqual(400);
      expect(right.body).toContain("Too many wrong codes.");
    }
    expect((await browser.get("/dashboard")).status).toBe(302);
  });

  test("requesting another code too soon: 429, and how long to wait", async () => {
    const browser = openBrowser(server);
    await askForCode(server, browser, newEmail());
    const { status, headers, body } = await browser.post("/login", { intent: "send-again" });
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(body).toMatch(/Too many attempts\. Try again in \d+ seconds\./);
  });

  test("without JavaScript, no countdown is shown", async () => {
    const browser = openBrowser(server);
    await askForCode(server, browser, newEmail());
    const { body } = await browser.get("/login");
    expect(body).toContain("Resend code");
    expect(body).not.toMatch(/Resend code<?[^<]* in /);
  });
});

describe("requesting another code", () => {
  test("sends a new code, and the older one stops working", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const older = await askForCode(server, browser, email);
    agePendingCookie(browser, PAUSE_BETWEEN_CODES_IN_SECONDS + 1);
    expect((await browser.post("/login", { intent: "send-again" })).location).toBe("/login");
    const newer = await readCode(server, email);
    expect(newer).not.toBe(older);
    const first = await browser.post("/login", { intent: "verify-code", code: older });
    expect(first.status).toBe(400);
    const second = await browser.post("/login", { intent: "verify-code", code: newer });
    expect(second.status).toBe(302);
    expect(second.location).toBe("/dashboard"); // @feature code-sign-in
  });

  test("by going back leads to the code that is on its way", async () => {
    const browser = openBrowser(server);
    const email = newEmail();
    const code = await askForCode(server, browser, email);
    const again = await browser.post("/login", { intent: "send-code", email });
    expect(again).toMatchObject({ status: 302, location: "/login" });
    expect(await readCode(server, email)).toBe(code);
  });
});
