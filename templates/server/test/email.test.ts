import { describe, expect, test, vi } from "vitest";
import { sender } from "~/env/addresses";
import {
  checkHeaders,
  deliver,
  type EmailProvider,
  RefusedEmail,
  reasonOf,
} from "~/services/delivery";

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
  test("is sent again after one second and four more, then reported to the operator", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const busy = new Error("Too busy");
    const { provider, times } = failing(busy, busy, busy, busy);
    await deliver(provider, email, message);
    const [first = 0, second = 0, third = 0] = times;
    expect(times).toHaveLength(3);
    expect(second - first).toBeGreaterThan(950);
    expect(third - second).toBeGreaterThan(3_950);
    expect(log.mock.calls.flat()).toEqual([
      'Email not sent, gave up after 3 attempts: "Your code" to someone at example.com: Too busy',
    ]);
    log.mockRestore();
  });

  test("and then works isn't logged", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { provider, times } = failing(new Error("Too busy"));
    await deliver(provider, email, message);
    expect(times).toHaveLength(2);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  test("because it's refused isn't sent again", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { provider, times } = failing(new RefusedEmail("No such mailbox"));
    await deliver(provider, email, message);
    expect(times).toHaveLength(1);
    expect(log.mock.calls.join()).toContain("at the first attempt");
    log.mockRestore();
  });
});

describe("the reason in the log", () => {
  test("has no code, link, or person in it, even if the provider quotes them", () => {
    const quoting = `I will not take ${message.code} nor ${message.link} for ${to}`;
    expect(reasonOf(new Error(quoting), message)).toBe(
      "I will not take [removed] nor [removed] for [removed]",
    );
  });

  test("is one short line, no matter what the provider says", () => {
    const forged = `no\r\n2026-01-01 someone signed in\u001b[2J${"!".repeat(1_000)}`;
    const reason = reasonOf(new Error(forged), message);
    expect(reason).not.toMatch(/\p{Cc}/u);
    expect(reason.length).toBeLessThanOrEqual(300);
  });

  // @feature password
  test("leaves out the token of a link that was wrapped on its way", () => {
    const link = "https://app.example.com/confirm-email?token=eyJhbGciOiJIUzI1NiJ9.eyJ.signature";
    const quoting = `I dislike ${link.replace("=", "=3D").replace("NiJ9", "Ni=\r\nJ9")}`;
    const reason = reasonOf(new Error(quoting), { ...message, link });
    expect(reason).toBe("I dislike https://app.example.com/confirm-email?token=3D[removed]");
  });
  // @end

  test("includes the underlying cause", () => {
    const error = new Error("fetch failed", { cause: new Error("connect ECONNREFUSED") });
    expect(reasonOf(error, message)).toBe("fetch failed: connect ECONNREFUSED");
  });
});

describe("nothing can be smuggled into the headers of an email", () => {
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
