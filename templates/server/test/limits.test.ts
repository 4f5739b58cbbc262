import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import { FREE_GUESSES, MOST_GUESSES } from "~/services/rules";
import { isSignedIn, signOut } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, signInWith, signUp } from "./support/passwords"; // @feature password
import { withSecondFactor } from "./support/second-factor"; // @feature two-factor
import {
  clientLimits,
  newEmail, // @feature email-code
  type Server,
  startServer,
} from "./support/server";
import {
  readCode, // @feature email-code
  receiveAgain,
  signIn,
  signInByCode, // @feature email-code
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

const free = Array(FREE_GUESSES).fill("wrong");
const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

/** Someone with a secret that others guess at. */
interface Person {
  email: string;
  /** Where they have signed in before. */
  browser: Browser;
  /** Gets a browser as far as being asked for the secret. */
  begin(browser: Browser): Promise<unknown>;
  /** Enters a wrong one there. */
  guess(browser: Browser): ReturnType<Browser["call"]>;
  /** Enters the right one there. */
  enter(browser: Browser): ReturnType<Browser["call"]>;
}

// @feature email-code
async function withCodes(): Promise<Person> {
  const email = newEmail();
  const request = (browser: Browser) =>
    browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" });
  const tryCode = (browser: Browser, otp: string) =>
    browser.call("/sign-in/email-otp", { email, otp });
  return {
    email,
    browser: await signInByCode(server, email),
    begin: request,
    guess: (browser) => tryCode(browser, "not it"),
    enter: async (browser) => tryCode(browser, await readCode(server, email)),
  };
}

// @end
// @feature password
async function withPassword(): Promise<Person> {
  const { email, password, browser } = await signUp(server);
  return {
    email,
    browser,
    begin: async () => {},
    guess: (other) => signInWith(other, email, newPassword()),
    enter: (other) => signInWith(other, email, password),
  };
}

// @end
// @feature two-factor
async function withApp(): Promise<Person> {
  const { email, browser, enter, recoveryCodes } = await withSecondFactor(server);
  return {
    email,
    browser,
    async begin(other) {
      await receiveAgain(server, email);
      return enter(other);
    },
    guess: (other) => other.call("/two-factor/verify-totp", { code: "not it" }),
    enter: (other) => other.call("/two-factor/verify-backup-code", { code: recoveryCodes.pop() }),
  };
}

// @end
const people = [
  withCodes, // @feature email-code
  withPassword, // @feature password
  withApp, // @feature two-factor
].map((make) => [make.name, make] as const);

async function guess(person: Person, browser = openBrowser(server)) {
  await person.begin(browser);
  return person.guess(browser);
}

async function enter(person: Person, browser = openBrowser(server)) {
  await receiveAgain(server, person.email);
  await person.begin(browser);
  return person.enter(browser);
}

/** Guesses from as many places as there are guesses. */
async function guessOften(person: Person, times: number) {
  const statuses = [];
  for (let number = 0; number < times; number++) {
    const { status } = await guess(person);
    statuses.push(status === 429 ? "refused" : "wrong");
  }
  return statuses;
}

const isCount = ({ value }: { value: string }) => /^\d+:\d$/.test(value);

/** Lets time pass for everything that is counted. */
async function wait(seconds: number) {
  for (const row of (await server.db.select().from(verification)).filter(isCount)) {
    const updatedAt = new Date(row.updatedAt.getTime() - seconds * 1000);
    await server.db.update(verification).set({ updatedAt }).where(eq(verification.id, row.id));
  }
}

/** As if so many guesses had been wrong in a row. */
async function skipTo(wrong: number) {
  const rows = (await server.db.select().from(verification)).filter(isCount);
  const [row] = rows.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  const updatedAt = new Date(0);
  const changes = { value: `${wrong}:1`, updatedAt };
  await server.db
    .update(verification)
    .set(changes)
    .where(eq(verification.id, row?.id ?? ""));
}

async function noticesTo(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as {
    messages: { to: string; subject: string; link: string }[];
  };
  return messages.filter(({ to, subject }) => to === email && subject.startsWith("Failed sign-in"));
}

describe.each(people)("guessing, %s,", (_, make) => {
  test("is paused after some wrong guesses in a row, longer and longer", async () => {
    const person = await make();
    expect(await guessOften(person, FREE_GUESSES + 1)).toEqual([...free, "refused"]);
    for (const minutes of [1, 2, 4]) {
      const refused = await guess(person);
      expect(codeOf(refused)).toBe("TOO_MANY_GUESSES");
      const seconds = Number(refused.headers.get("retry-after"));
      expect(seconds).toBeGreaterThan(minutes * 60 - 30);
      expect(seconds).toBeLessThanOrEqual(minutes * 60);
      await wait(minutes * 60);
      expect(await guessOften(person, 2)).toEqual(["wrong", "refused"]);
    }
    expect((await enter(person)).status).toBe(429);
    await wait(60 * 60);
    expect((await enter(person)).status).toBe(200);
    expect(await guessOften(person, 2)).toEqual(["wrong", "wrong"]);
  });

  test("many times at once, at two instances, allows no more guesses than in a row", async () => {
    const person = await make();
    const browsers = Array.from({ length: 3 * FREE_GUESSES }, () => openBrowser(server));
    for (const browser of browsers) await person.begin(browser);
    const spread = browsers.map((browser, index) => browser.copy(index % 2 ? other : server));
    const responses = await Promise.all(spread.map((browser) => person.guess(browser)));
    expect(responses.filter(({ status }) => status !== 429)).toHaveLength(FREE_GUESSES);
  });

  test("ends after too many in a row, even for the right one", async () => {
    const person = await make();
    await guessOften(person, 1);
    await skipTo(MOST_GUESSES - 1);
    expect(await guessOften(person, 1)).toEqual(["wrong"]);
    await wait(29 * 86_400);
    const response = await enter(person);
    expect({ status: response.status, code: codeOf(response) }).toEqual({
      status: 429,
      code: "GUESSES_USED_UP",
    });
  });

  test("by strangers doesn't lock people out of a browser they've used before", async () => {
    const person = await make();
    await guessOften(person, 1);
    await skipTo(MOST_GUESSES);
    expect((await guess(person)).status).toBe(429);
    await person.browser.call("/sign-out", {});
    expect((await guess(person, person.browser)).status).not.toBe(429);
    expect((await enter(person, person.browser.copy())).status).toBe(200);
    // From now on elsewhere as well.
    expect((await enter(person)).status).toBe(200);
  });

  test("is also limited in a browser that the owner has used before", async () => {
    const person = await make();
    await person.browser.call("/sign-out", {});
    const thief = () => person.browser.copy();
    const statuses = [];
    for (let number = 0; number <= FREE_GUESSES; number++)
      statuses.push((await guess(person, thief())).status);
    expect(statuses.slice(0, FREE_GUESSES)).not.toContain(429);
    expect(statuses[FREE_GUESSES]).toBe(429);
    // That is the thief's doing, and takes nothing from others.
    expect((await enter(person)).status).toBe(200);
  });

  test("counts as a stranger's in a browser that only someone else has used", async () => {
    const [person, other] = [await make(), await make()];
    await guessOften(person, FREE_GUESSES);
    await other.browser.call("/sign-out", {});
    expect((await guess(person, other.browser)).status).toBe(429);
  });

  test("is reported to the owner once, with a link that lets them past it", async () => {
    const person = await make();
    await guessOften(person, FREE_GUESSES);
    expect(await noticesTo(person.email)).toEqual([]);
    await guessOften(person, 3);
    const [notice, ...more] = await noticesTo(person.email);
    expect(more).toEqual([]);

    const owner = openBrowser(server);
    const { origin, searchParams } = new URL(notice?.link ?? "");
    expect(origin).toBe(server.address);
    const link = { token: searchParams.get("token") };
    expect((await owner.call("/know-browser", link)).status).toBe(200);
    expect((await owner.get("/api/auth/get-session")).body).toBe("null");
    expect(codeOf(await openBrowser(server).call("/know-browser", link))).toBe("INVALID_TOKEN");
    expect((await enter(person, owner)).status).toBe(200);
  });

  test("is reported once more when no guesses are left", async () => {
    const person = await make();
    await guessOften(person, FREE_GUESSES + 1);
    await skipTo(MOST_GUESSES);
    await guessOften(person, 2);
    expect(await noticesTo(person.email)).toHaveLength(2);
  });
});

test("an address without an account is treated the same, and no one is notified", async () => {
  const [[, make] = []] = people;
  const person = await make?.();
  if (!person) throw new Error("There is no way to sign in.");
  await server.db.delete(user).where(eq(user.email, person.email));
  const responses = await guessOften(person, FREE_GUESSES + 2);
  expect(responses).toEqual([...free, "refused", "refused"]);
  expect(await noticesTo(person.email)).toEqual([]);
});

test("a browser is known for every account that has signed in there", async () => {
  const [[, make] = []] = people;
  const [one, other] = [await make?.(), await make?.()];
  if (!one || !other) throw new Error("There is no way to sign in.");
  await one.browser.call("/sign-out", {});
  await enter(other, one.browser);
  await one.browser.call("/sign-out", {});
  for (const person of [one, other]) await guessOften(person, FREE_GUESSES + 1);
  for (const person of [one, other]) {
    expect((await guess(person, one.browser.copy())).status).not.toBe(429);
  }
});

describe("limits for each client", () => {
  // What providers send people back to is a page (attacks-on-connections.test.ts).
  test.each(Object.entries(clientLimits).filter(([path]) => !path.startsWith("/callback/")))(
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

  test("a session that starts at one is valid at the other, and so is its end", async () => {
    const browser = await signIn(one);
    const elsewhere = browser.copy(other);
    expect(await isSignedIn(elsewhere)).toBe(true);

    await signOut(browser);
    expect(await isSignedIn(elsewhere)).toBe(false);
  });
});
