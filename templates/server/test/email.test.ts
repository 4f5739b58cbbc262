import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { appName } from "~/brand";
import { verification } from "~/db/schema";
import { sender } from "~/env/addresses";
import {
  checkHeaders,
  deliver,
  type EmailProvider,
  RefusedEmail,
  reasonOf,
} from "~/services/delivery";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword } from "./support/passwords"; // @feature password
import { newEmail, type Server, startServer } from "./support/server";
import { emailCounts, receiveAgain, signIn } from "./support/sign-in";

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

const message = {
  kind: "test",
  to: "person@example.com",
  subject: "Your code",
  text: "123456",
  html: "<p>123456</p>",
  code: "123456",
  link: "https://app.example.com/verify?token=s3cr3t",
};
const { to, subject, text, html } = message;
const email = { id: "1", from: "App <app@example.com>", to, subject, text, html };

/** A provider that fails as often as there are errors, and how often it was asked and when. */
function failing(...errors: unknown[]) {
  const times: number[] = [];
  const provider: EmailProvider = {
    async deliver() {
      times.push(Date.now());
      const error = errors[times.length - 1];
      if (error) throw error;
    },
  };
  return { provider, times };
}

describe("an email that fails", () => {
  test("is tried again after a second and after four more, then the operator hears of it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const busy = new Error("Too busy");
    const { provider, times } = failing(busy, busy, busy, busy);
    await deliver(provider, email, message);
    const [first = 0, second = 0, third = 0] = times;
    expect(times).toHaveLength(3);
    expect(second - first).toBeGreaterThan(950);
    expect(third - second).toBeGreaterThan(3_950);
    expect(log.mock.calls.flat()).toEqual([
      'Email not sent, given up after 3 attempts: "Your code" to someone at example.com: Too busy',
    ]);
    log.mockRestore();
  });

  test("and then works is not worth a word", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { provider, times } = failing(new Error("Too busy"));
    await deliver(provider, email, message);
    expect(times).toHaveLength(2);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  test("because it is refused is not tried again", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { provider, times } = failing(new RefusedEmail("No such mailbox"));
    await deliver(provider, email, message);
    expect(times).toHaveLength(1);
    expect(log.mock.calls.join()).toContain("at the first attempt");
    log.mockRestore();
  });
});

describe("the reason in the log", () => {
  test("has no code, no link and no person in it, though the provider quotes them", () => {
    const quoting = `I will not take ${message.code} nor ${message.link} for ${to}`;
    expect(reasonOf(new Error(quoting), message)).toBe(
      "I will not take [removed] nor [removed] for [removed]",
    );
  });

  test("is one short line, whatever the provider answers", () => {
    const forged = `no\r\n2026-01-01 someone signed in\u001b[2J${"!".repeat(1_000)}`;
    const reason = reasonOf(new Error(forged), message);
    expect(reason).not.toMatch(/\p{Cc}/u);
    expect(reason.length).toBeLessThanOrEqual(300);
  });

  // @feature password
  test("without the token of a link that was broken on its way", () => {
    const link = "https://app.example.com/confirm-email?token=eyJhbGciOiJIUzI1NiJ9.eyJ.signature";
    const quoting = `I dislike ${link.replace("=", "=3D").replace("NiJ9", "Ni=\r\nJ9")}`;
    const reason = reasonOf(new Error(quoting), { ...message, link });
    expect(reason).toBe("I dislike https://app.example.com/confirm-email?token=3D[removed]");
  });
  // @end

  test("goes down to the cause", () => {
    const error = new Error("fetch failed", { cause: new Error("connect ECONNREFUSED") });
    expect(reasonOf(error, message)).toBe("fetch failed: connect ECONNREFUSED");
  });
});

describe("nothing can be smuggled into the head of an email", () => {
  test.each([
    "person@example.com\r\nBcc: all@example.com",
    "person@example.com\nSubject: Hello",
    "person@example.com, all@example.com",
    "person@example.com;all@example.com",
    "Person <person@example.com>",
    '"person@example.com\r\n"@example.com',
    "person@example.com\u0000",
    "person@exam\u2028ple.com",
    "@example.com",
    "",
  ])("by the address %j", (address) => {
    expect(() => checkHeaders({ ...message, to: address })).toThrow("exactly one plain recipient");
  });

  test.each([
    "Hello\r\nBcc: all@example.com",
    "Hello\nBcc: a@b.example",
    "Hello\u0000",
    "a\u2028b",
  ])("by the subject %j", (title) => {
    expect(() => checkHeaders({ ...message, subject: title })).toThrow("control character");
  });

  test.each([
    "App\r\nBcc: all@example.com <app@example.com>",
    "App <app@example.com>\nBcc: all@example.com",
    "App <app@example.com>, Other <other@example.com>",
    "App <app@example.com, other@example.com>",
    "app@example.com, other@example.com",
    "App",
    "<>",
  ])("by the sender %j", (from) => {
    expect(sender.safeParse(from).success).toBe(false);
  });

  test.each([
    ["app@example.com", "app@example.com"],
    ["App <app@example.com>", "App <app@example.com>"],
    ["Acme, Inc. <app@example.com>", '"Acme, Inc." <app@example.com>'],
    ['"Acme, Inc." <app@example.com>', '"Acme, Inc." <app@example.com>'],
    ['The "App" <app@example.com>', '"The \\"App\\"" <app@example.com>'],
    ["Äpfel & Ço <app@example.com>", "Äpfel & Ço <app@example.com>"],
    ["a@b.example <app@example.com>", '"a@b.example" <app@example.com>'],
  ])("but a sender's name may be %j", (from, safe) => {
    expect(sender.parse(from)).toBe(safe);
  });
});

// @feature email-code
const signInCode = {
  subject: `Your ${appName} sign-in code`,
  request: (browser: Browser, email: string) =>
    browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" }),
};
// @end
// @feature password
const passwordLink = {
  subject: `Reset your ${appName} password`,
  request: (browser: Browser, email: string) => browser.call("/request-password-reset", { email }),
};
const registration = {
  subject: "You already have an account",
  request: (browser: Browser, email: string) =>
    browser.call("/register", { email, password: newPassword() }),
};
// @end

/** Every email that anyone can have sent to anyone's address. */
const kinds = [
  signInCode, // @feature email-code
  passwordLink, // @feature password
  registration, // @feature password
];

async function sentTo(email: string, subject: string, from = server) {
  const { body } = await openBrowser(from).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as {
    messages: { to: string; subject: string; link?: string }[];
  };
  return messages.filter((sent) => sent.to === email && sent.subject.startsWith(subject));
}

describe.each(kinds)('"$subject …"', ({ subject, request }) => {
  async function someone() {
    const email = newEmail();
    const browser = await signIn(server, email);
    await receiveAgain(server, email);
    const before = (await sentTo(email, subject)).length;
    return { email, browser, sent: async () => (await sentTo(email, subject)).length - before };
  }

  test("comes five times in a quarter of an hour, no matter who asks, and the page says the same", async () => {
    const { email, sent } = await someone();
    const answers = [];
    for (let number = 0; number < 8; number++) {
      const { status, body } = await request(openBrowser(server), email);
      answers.push(`${status} ${body}`);
    }
    expect(await sent()).toBe(5);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^200 /);
    for (const { expiresAt } of await emailCounts(server, email)) {
      expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1000);
    }

    await receiveAgain(server, email);
    await request(openBrowser(server), email);
    expect(await sent()).toBe(6);
  });

  test("comes five times even when it's requested everywhere at once", async () => {
    const { email, sent } = await someone();
    const before = (await sentTo(email, subject, other)).length;
    await Promise.all(
      [server, other, server, other, server, other, server, other, server, other].map((instance) =>
        request(openBrowser(instance), email),
      ),
    );
    const elsewhere = (await sentTo(email, subject, other)).length - before;
    expect((await sent()) + elsewhere).toBe(5);
  });

  test("comes thirty times a day", async () => {
    const { email, sent } = await someone();
    await request(openBrowser(server), email);
    expect(await sent()).toBe(1);
    const soon = Date.now() + 60 * 60 * 1000;
    for (const { id, expiresAt } of await emailCounts(server, email)) {
      const changes = expiresAt.getTime() > soon ? { value: "30" } : { value: "0" };
      await server.db.update(verification).set(changes).where(eq(verification.id, id));
    }
    await request(openBrowser(server), email);
    expect(await sent()).toBe(1);
  });

  test("is not used up by strangers for people in a browser they've used before", async () => {
    const { email, browser, sent } = await someone();
    for (let number = 0; number < 7; number++) await request(openBrowser(server), email);
    expect(await sent()).toBe(5);
    await browser.call("/sign-out", {});
    await request(browser, email);
    expect(await sent()).toBe(6);
  });

  test("that doesn't come is explained to the owner once, with a link that lets them past", async () => {
    const { email, sent } = await someone();
    for (let number = 0; number < 8; number++) await request(openBrowser(server), email);
    const [notice, ...more] = await sentTo(email, "Too many emails");
    expect(more).toEqual([]);
    const owner = openBrowser(server);
    const { origin, searchParams } = new URL(notice?.link ?? "");
    expect(origin).toBe(server.address);
    await owner.call("/know-browser", { token: searchParams.get("token") });
    await request(owner, email);
    expect(await sent()).toBe(6);
  });
});

describe("email budget", () => {
  test("an address without an account gets no explanation", async () => {
    const email = newEmail();
    for (let number = 0; number < 8; number++) {
      for (const { request } of kinds) await request(openBrowser(server), email);
    }
    expect(await sentTo(email, "Too many emails")).toEqual([]);
  });
});
