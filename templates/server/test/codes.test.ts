import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { appName } from "~/brand";
import { rateLimit, user } from "~/db/schema";
import { inWords } from "~/services/rules";
import { sendSignInCode } from "~/services/sign-in/email-code/emails";
import { CODE_LIFETIME_IN_MINUTES } from "~/services/sign-in/email-code/rules";
import { enterCode, isSignedIn, sendCode } from "./support/app";
import { openBrowser } from "./support/browser";
import { clientLimits, newEmail, type Server, startServer } from "./support/server";
import { askForCode, readCode } from "./support/sign-in";

const { sendEmail } = vi.hoisted(() => ({ sendEmail: vi.fn() }));
vi.mock("~/services/email.server", () => ({ sendEmail }));

// Two instances of the app on one database.
let server: Server;
let other: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
  other = await startServer({ TRUSTED_PROXIES: "loopback" }, server.database);
});
afterAll(async () => {
  await other.stop();
  await server.remove();
});

describe("the fields of a user", () => {
  test("can't be set by signing in with a code, except for the address", async () => {
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
});

const { max } = clientLimits["/email-otp/send-verification-otp"];

const results = (responses: { status: number }[]) =>
  responses.map(({ status }) => (status < 400 ? "sent" : status));

describe("without a proxy", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  test("the limit of codes per minute holds, whatever address a client claims", async () => {
    const responses = [];
    for (let number = 1; number <= max + 1; number++) {
      const claims = {
        "X-Forwarded-For": `198.51.100.${number}`,
        "X-Client-IP": `198.51.100.${number}`,
        "X-Real-IP": `198.51.100.${number}`,
        Forwarded: `for=198.51.100.${number}`,
      };
      responses.push(await sendCode(openBrowser(server), newEmail(), claims));
    }
    expect(results(responses)).toEqual([...Array(max).fill("sent"), 429]);
    expect(Number(responses[max]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("the limit survives a restart and also applies to the endpoint", async () => {
    await server.stop();
    server = await startServer({}, server.database);
    // However long that took, the minute of the last request is not over.
    await server.db.update(rateLimit).set({ lastRequest: Date.now() });
    const body = { email: newEmail(), type: "sign-in" };
    const response = await openBrowser(server).call("/email-otp/send-verification-otp", body);
    expect(response.status).toBe(429);
    expect(response.headers.has("retry-after")).toBe(true);
  });
});

describe("behind a declared proxy", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer({ TRUSTED_PROXIES: "loopback,172.16.0.9" });
  });
  afterAll(() => server.remove());

  test("ten people don't use up each other's limits", async () => {
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => sendCode(openBrowser(server), newEmail())),
    );
    expect(results(responses)).toEqual(Array(10).fill("sent"));
  });

  test("anything that a client adds to the front of the list is ignored", async () => {
    const responses = [];
    for (let number = 1; number <= max + 1; number++) {
      const list = `198.51.100.${number}, 203.0.113.7, 172.16.0.9`;
      const headers = { "X-Forwarded-For": list };
      responses.push(await sendCode(openBrowser(server), newEmail(), headers));
    }
    expect(results(responses)).toEqual([...Array(max).fill("sent"), 429]);
  });
});

describe("two instances", () => {
  // As behind a load balancer that asks them in turn.
  let one: Server;

  beforeAll(() => {
    one = server;
  });

  test("a code that one has sent works at the other", async () => {
    const email = newEmail();
    const browser = openBrowser(one);
    const code = await askForCode(one, browser, email);
    const elsewhere = browser.copy(other);
    await enterCode(elsewhere, code);
    expect(await isSignedIn(elsewhere)).toBe(true);
  });

  test("count requests together: the fourth for a code is one too many", async () => {
    const client = { "X-Forwarded-For": "198.51.100.7" };
    const refused = [];
    for (const server of [one, other, one, other]) {
      const { status } = await sendCode(openBrowser(server), newEmail(), client);
      refused.push(status === 429);
    }
    expect(refused).toEqual([false, false, false, true]);
  });

  test("count requests together even when all arrive at once", async () => {
    const client = { "X-Forwarded-For": "198.51.100.8" };
    const responses = await Promise.all(
      [one, other, one, other, one, other, one, other].map((server) =>
        sendCode(openBrowser(server), newEmail(), client),
      ),
    );
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
  });
});

describe("the development mailbox", () => {
  test("escapes everything that it shows", async () => {
    const browser = openBrowser(server);
    await sendCode(browser, "o'neil@example.com");
    const { status, body } = await browser.get("/dev/mailbox");
    expect(status).toBe(200);
    expect(body).toContain("o&#39;neil@example.com");
  });
});

describe("the sign-in email", () => {
  test("says what the code is for and how long it works", async () => {
    await sendSignInCode("person@example.com", "480215");
    const { to, subject, text, html, code } = sendEmail.mock.calls[0]?.[0] ?? {};
    expect({ to, code }).toEqual({ to: "person@example.com", code: "480215" });

    // Phones show the subject, and the text after it, on the locked screen.
    expect(subject).toContain(appName);
    expect(subject).not.toContain("480215");
    const preview = /display:none[^>]*>([\s\S]*?)<\/div>/.exec(html)?.[1] ?? "";
    expect(preview.length).toBeGreaterThan(200);
    expect(preview).not.toContain("480215");

    for (const part of [text, html]) {
      expect(part).toContain(inWords(CODE_LIFETIME_IN_MINUTES));
      expect(part).toContain("request this? Ignore this email");
    }
    // Alone on its line, and in one piece, to be copied.
    expect(text).toMatch(/^480215$/m);
    expect(html.match(/>480215</g)).toHaveLength(1);

    expect(html).toContain('<html lang="en">');
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/<img|url\(|<script|https?:/);
  });

  test("can't be given HTML through the app's name", async () => {
    const { emailHtml, paragraph } = await import("~/services/email-layout");
    const body = await paragraph("<script>1</script>");
    const page = await emailHtml({ title: "A & <b>", preview: '"<i>', body });
    expect(page).not.toMatch(/<script>|<b>|<i>/);
  });
});
