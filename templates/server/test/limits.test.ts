import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  rateLimit, // @feature email-code
  verification,
} from "~/db/schema";
import {
  enterCode, // @feature email-code
  isSignedIn,
  sendCode, // @feature email-code
  signOut,
} from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { clientLimits } from "./support/endpoints";
import { newPassword } from "./support/passwords"; // @feature password
import { newEmail, type Server, startServer } from "./support/server";
import {
  askForCode, // @feature email-code
  emailCounts,
  receiveAgain,
  signIn,
} from "./support/sign-in";

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

// @feature email-code
const { max } = clientLimits["/email-otp/send-verification-otp"];

const results = (answers: { status: number }[]) =>
  answers.map(({ status }) => (status < 400 ? "sent" : status));

describe("reached directly", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  test("as many codes a minute are sent as the limit says, whatever a client says its address is", async () => {
    const answers = [];
    for (let number = 1; number <= max + 1; number++) {
      const claims = {
        "X-Forwarded-For": `198.51.100.${number}`,
        "X-Client-IP": `198.51.100.${number}`,
        "X-Real-IP": `198.51.100.${number}`,
        Forwarded: `for=198.51.100.${number}`,
      };
      answers.push(await sendCode(openBrowser(server), newEmail(), claims));
    }
    expect(results(answers)).toEqual([...Array(max).fill("sent"), 429]);
    expect(Number(answers[max]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("the limit outlives a restart, and holds for the endpoint, too", async () => {
    await server.stop();
    server = await startServer({}, server.database);
    // However long that took, the minute of the last request is not over.
    await server.db.update(rateLimit).set({ lastRequest: Date.now() });
    const body = { email: newEmail(), type: "sign-in" };
    const answer = await openBrowser(server).call("/email-otp/send-verification-otp", body);
    expect(answer.status).toBe(429);
    expect(answer.headers.has("retry-after")).toBe(true);
  });
});

describe("behind a declared proxy", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer({ TRUSTED_PROXIES: "loopback,172.16.0.9" });
  });
  afterAll(() => server.remove());

  test("ten people do not get in each other's way", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sendCode(openBrowser(server), newEmail())),
    );
    expect(results(answers)).toEqual(Array(10).fill("sent"));
  });

  test("what a client adds in front of the list changes nothing", async () => {
    const answers = [];
    for (let number = 1; number <= max + 1; number++) {
      const list = `198.51.100.${number}, 203.0.113.7, 172.16.0.9`;
      const headers = { "X-Forwarded-For": list };
      answers.push(await sendCode(openBrowser(server), newEmail(), headers));
    }
    expect(results(answers)).toEqual([...Array(max).fill("sent"), 429]);
  });
});
// @end

describe("client limits", () => {
  test.each(Object.entries(clientLimits))(
    "%s is limited for each client",
    async (path, { max }) => {
      const endpoint = path.replace("*", "verify-totp");
      // An address of its own each time, because guesses at one are counted as well.
      const ask = async (browser: ReturnType<typeof openBrowser>) => {
        const { status } = await browser.call(endpoint, {
          email: `${crypto.randomUUID()}@example.com`,
        });
        return status;
      };
      const browser = openBrowser(server);
      for (let number = 1; number <= max; number++) expect(await ask(browser)).not.toBe(429);
      expect(await ask(browser)).toBe(429);
      expect(await ask(openBrowser(server))).not.toBe(429);
    },
  );
});

describe("two instances", () => {
  // As behind a load balancer that asks them in turn.
  let one: Server;

  beforeAll(() => {
    one = server;
  });

  // @feature email-code
  test("a code that was sent by one is good at the other", async () => {
    const email = newEmail();
    const browser = openBrowser(one);
    const code = await askForCode(one, browser, email);
    const elsewhere = browser.copy(other);
    await enterCode(elsewhere, code);
    expect(await isSignedIn(elsewhere)).toBe(true);
  });
  // @end

  test("a session of one is the other's, and its end, too", async () => {
    const browser = await signIn(one);
    const elsewhere = browser.copy(other);
    expect(await isSignedIn(elsewhere)).toBe(true);

    await signOut(browser);
    expect(await isSignedIn(elsewhere)).toBe(false);
  });

  // @feature email-code
  test("they count requests together: the fourth for a code is one too many", async () => {
    const client = { "X-Forwarded-For": "198.51.100.7" };
    const refused = [];
    for (const server of [one, other, one, other]) {
      const { status } = await sendCode(openBrowser(server), newEmail(), client);
      refused.push(status === 429);
    }
    expect(refused).toEqual([false, false, false, true]);
  });

  test("they count them together also when all come at once", async () => {
    const client = { "X-Forwarded-For": "198.51.100.8" };
    const answers = await Promise.all(
      [one, other, one, other, one, other, one, other].map((server) =>
        sendCode(openBrowser(server), newEmail(), client),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
  });
  // @end
});

// @feature email-code
const signInCode = {
  subject: "Your code",
  request: (browser: Browser, email: string) =>
    browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" }),
};
// @end
// @feature password
const passwordLink = {
  subject: "Choose a new password",
  request: (browser: Browser, email: string) => browser.call("/request-password-reset", { email }),
};
const registration = {
  subject: "You already have an account",
  request: (browser: Browser, email: string) =>
    browser.call("/register", { email, password: newPassword() }),
};
// @end

/** Every email that anybody can have sent to anybody's address. */
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

  test("comes five times in a quarter of an hour, whoever asks, and the page says the same", async () => {
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

  test("comes five times also when it's requested everywhere at once", async () => {
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
