import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { passkey as passkeys, session, user } from "~/db/schema";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import { MOST_PASSKEYS } from "~/services/sign-in/passkey/rules";
import { openAuthenticator } from "../scripts/verify/authenticator";
import { isSignedIn } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import {
  addPasskey,
  begin,
  confirmWithPasskey,
  signInWithPasskey,
  withPasskey,
} from "./support/passkeys";
import { newEmail, type Server, startServer, until } from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

async function rowsOf(email: string) {
  const rows = await server.db
    .select()
    .from(passkeys)
    .innerJoin(user, eq(user.id, passkeys.userId))
    .where(eq(user.email, email));
  return rows.map((row) => row.passkey);
}

/** Lets some time pass since everyone has signed in. */
function laterBy(minutes: number) {
  return server.db.update(session).set({ createdAt: new Date(Date.now() - minutes * 60_000) });
}

async function subjectsTo(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: { to: string; subject: string }[] };
  return messages.filter(({ to }) => to === email).map(({ subject }) => subject);
}

describe("a passkey", () => {
  test("signs in without an address, again and again, and records when", async () => {
    const { email, passkey } = await withPasskey(server);
    expect((await rowsOf(email))[0]?.lastUsedAt).toBeNull();
    for (const time of [1, 2]) {
      const { browser, answer } = await signInWithPasskey(server, passkey);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body).user).toEqual({ email, name: "" });
      expect(Object.keys(JSON.parse(answer.body))).toEqual(["user"]); // @feature cookie
      expect(await isSignedIn(browser)).toBe(true);
      const [row] = await rowsOf(email);
      expect(row?.counter).toBe(time);
      expect(row?.lastUsedAt).toBeInstanceOf(Date);
    }
  });

  test("has a counter that stays zero when it is kept in several places", async () => {
    const { passkey } = await withPasskey(server);
    for (const _ of [1, 2]) {
      const { answer } = await signInWithPasskey(server, passkey, { counter: 0 });
      expect(answer.status).toBe(200);
    }
  });

  test("can be one of several in an account", async () => {
    const { email, browser, passkey } = await withPasskey(server);
    const second = await addPasskey(server, browser);
    for (const one of [passkey, second]) {
      expect((await signInWithPasskey(server, one)).answer.status).toBe(200);
    }
    expect(await rowsOf(email)).toHaveLength(2);
  });

  test("is announced by email when it is added", async () => {
    const { email } = await withPasskey(server);
    await until(async () =>
      (await subjectsTo(email)).some((subject) => /passkey was added/.test(subject)),
    );
  });

  test("is named after the device or service that keeps it, and can be renamed", async () => {
    const { email, browser } = await withPasskey(server);
    const [row] = await rowsOf(email);
    expect(row?.name).toBe("Unknown device");
    const renamed = await browser.call("/passkey/rename", { id: row?.id, name: " My phone " });
    expect(renamed.status).toBe(200);
    expect((await rowsOf(email))[0]?.name).toBe("My phone");
    for (const name of ["", " ", "x".repeat(101), "a\nb", "\u202eevil"]) {
      expect((await browser.call("/passkey/rename", { id: row?.id, name })).status).toBe(400);
    }
    expect((await rowsOf(email))[0]?.name).toBe("My phone");
  });
});

describe("adding a passkey", () => {
  test("asks the device for one that it doesn't have, and to verify its owner", async () => {
    const { browser, passkey, email } = await withPasskey(server);
    const options = await begin(browser, "add");
    expect(options.excludeCredentials).toEqual([{ type: "public-key", id: passkey.id }]);
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: "required",
      userVerification: "required",
    });
    expect(options.user.name).toBe(email);
    expect(options.attestation).toBe("none");
  });

  test("requires a recent sign-in", async () => {
    const stranger = openBrowser(server);
    expect((await stranger.call("/passkey/add/begin", {})).status).toBe(401);
    const browser = await signIn(server);
    const options = await begin(browser, "add");
    await laterBy(RECENT_SIGN_IN_IN_MINUTES + 1);
    const { response } = openAuthenticator(server.origin).create(options);
    expect(codeOf(await browser.call("/passkey/add/begin", {}))).toBe("CONFIRM_ITS_YOU");
    expect(codeOf(await browser.call("/passkey/add", { response }))).toBe("CONFIRM_ITS_YOU");
  });

  test("is refused if an account already has it", async () => {
    const { browser, passkey } = await withPasskey(server);
    for (const person of [browser, await signIn(server)]) {
      const { id } = passkey;
      const options = await begin(person, "add");
      const { response } = openAuthenticator(server.origin).create(options, { id });
      const answer = await person.call("/passkey/add", { response });
      expect({ status: answer.status, code: codeOf(answer) }).toEqual({
        status: 400,
        code: "PASSKEY_ALREADY_ADDED",
      });
    }
    expect((await signInWithPasskey(server, passkey)).answer.status).toBe(200);
  });

  test("is limited to a number of passkeys", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const [owner] = await server.db.select().from(user).where(eq(user.email, email));
    const rows = Array.from({ length: MOST_PASSKEYS }, () => ({
      id: crypto.randomUUID(),
      userId: owner?.id ?? "",
      credentialID: crypto.randomUUID(),
      publicKey: "",
      counter: 0,
      deviceType: "singleDevice",
      backedUp: false,
    }));
    await server.db.insert(passkeys).values(rows);
    expect(codeOf(await browser.call("/passkey/add/begin", {}))).toBe("TOO_MANY_PASSKEYS");
  });
});

describe("removing a passkey", () => {
  test("signs out every other session, and its owner is told", async () => {
    const { email, browser, passkey } = await withPasskey(server);
    await addPasskey(server, browser);
    const { browser: thief } = await signInWithPasskey(server, passkey);
    const row = (await rowsOf(email)).find(({ credentialID }) => credentialID === passkey.id);
    expect((await browser.call("/passkey/remove", { id: row?.id })).status).toBe(200);
    expect(await isSignedIn(thief)).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
    const { answer } = await signInWithPasskey(server, passkey);
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe("PASSKEY_UNKNOWN");
    await until(async () =>
      (await subjectsTo(email)).some((subject) => /passkey was removed/.test(subject)),
    );
  });

  test("also ends a sign-in that is under way with it", async () => {
    const { email, passkey } = await withPasskey(server);
    const [row] = await rowsOf(email);
    const end = await server.database.whenever(
      "insert on session",
      `delete from passkey where id = '${row?.id}'`,
    );
    const { browser, answer } = await signInWithPasskey(server, passkey);
    await end();
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({
      status: 401,
      code: "ACCOUNT_CHANGED",
    });
    expect(await isSignedIn(browser)).toBe(false);
    const isTheirs = eq(session.userId, row?.userId ?? "");
    // The one in which the passkey was added.
    expect(await server.db.select().from(session).where(isTheirs)).toHaveLength(1);
  });

  test("requires a recent sign-in; renaming doesn't", async () => {
    const { email, browser } = await withPasskey(server);
    const [{ id } = { id: "" }] = await rowsOf(email);
    await laterBy(RECENT_SIGN_IN_IN_MINUTES + 1);
    expect(codeOf(await browser.call("/passkey/remove", { id }))).toBe("CONFIRM_ITS_YOU");
    expect((await browser.call("/passkey/rename", { id, name: "Mine" })).status).toBe(200);
  });

  test("of someone else isn't possible, and neither is renaming it", async () => {
    const { email } = await withPasskey(server);
    const [{ id } = { id: "" }] = await rowsOf(email);
    const { browser: other } = await withPasskey(server);
    expect((await other.call("/passkey/remove", { id })).status).toBe(404);
    expect((await other.call("/passkey/rename", { id, name: "Mine" })).status).toBe(404);
    expect(await rowsOf(email)).toHaveLength(1);
  });
});

describe("confirming with a passkey", () => {
  async function longAgo() {
    const person = await withPasskey(server);
    await laterBy(RECENT_SIGN_IN_IN_MINUTES + 1);
    return person;
  }
  const isAsked = async (browser: Browser) =>
    (await browser.call("/passkey/add/begin", {})).status === 403;

  test("lets someone continue in this session, and records when it was used", async () => {
    const { email, browser, passkey } = await longAgo();
    const other = (await signInWithPasskey(server, passkey)).browser;
    await laterBy(RECENT_SIGN_IN_IN_MINUTES + 1);
    expect((await confirmWithPasskey(server, passkey, browser)).answer.status).toBe(200);
    expect(await isAsked(browser)).toBe(false);
    expect(await isAsked(other)).toBe(true);
    expect((await rowsOf(email))[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  test("offers the passkeys of the account, and asks the device to verify its owner", async () => {
    const { browser, passkey } = await longAgo();
    const options = await begin(browser, "confirm");
    expect(options.allowCredentials).toEqual([{ type: "public-key", id: passkey.id }]);
    expect(options.userVerification).toBe("required");
  });

  test("requires a passkey, and being signed in", async () => {
    const browser = await signIn(server);
    await laterBy(RECENT_SIGN_IN_IN_MINUTES + 1);
    const { passkey } = await withPasskey(server);
    expect(codeOf((await confirmWithPasskey(server, passkey, browser)).answer)).toBe(
      "NOT_THIS_WAY",
    );
    expect((await openBrowser(server).call("/passkey/confirm/begin", {})).status).toBe(401);
  });
});
