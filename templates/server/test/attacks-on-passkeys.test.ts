import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { passkey as passkeys, session, user } from "~/db/schema";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import { openAuthenticator } from "../scripts/verify/authenticator";
import { isSignedIn } from "./support/app";
import { type Browser, openBrowser } from "./support/browser";
import {
  addPasskey,
  begin,
  type Changes,
  confirmWithPasskey,
  signInWithPasskey,
  withPasskey,
} from "./support/passkeys";
import { newEmail, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

/** What a page at another site, or a device that does not care, could make of it. */
const changed: [string, Changes, string][] = [
  ["at another origin", { origin: "https://evil.example" }, "PASSKEY_REFUSED"],
  ["at another port", { origin: "http://127.0.0.1:1" }, "PASSKEY_REFUSED"],
  ["over another protocol", { origin: "https://127.0.0.1" }, "PASSKEY_REFUSED"],
  ["for another site", { rpId: "evil.example" }, "PASSKEY_REFUSED"],
  [
    "without verifying who holds the device",
    { userVerified: false },
    "PASSKEY_WITHOUT_VERIFICATION",
  ],
  ["for another challenge", { challenge: "bm90IG91cnM" }, "PASSKEY_CHALLENGE_OVER"],
  ["as a different operation", { type: "webauthn.create" }, "PASSKEY_REFUSED"],
];

describe("signing in with a passkey is refused", () => {
  test.each(changed)("%s", async (_, changes, code) => {
    const { passkey } = await withPasskey(server);
    const { browser, answer } = await signInWithPasskey(server, passkey, changes);
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status: 401, code });
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("when it's sent a second time", async () => {
    const { passkey } = await withPasskey(server);
    const { browser, response } = await signInWithPasskey(server, passkey, { counter: 0 });
    const thief = browser.copy();
    const again = await thief.call("/passkey/sign-in", { response });
    expect(codeOf(again)).toBe("PASSKEY_CHALLENGE_OVER");
  });

  test("all but once when it's sent ten times at the same moment", async () => {
    const { passkey } = await withPasskey(server);
    const browser = openBrowser(server);
    const options = await begin(browser, "sign-in");
    const response = openAuthenticator(server.origin).use(passkey, options, { counter: 0 });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => browser.copy().call("/passkey/sign-in", { response })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("in a different browser from the one that began", async () => {
    const { passkey } = await withPasskey(server);
    const options = await begin(openBrowser(server), "sign-in");
    const response = openAuthenticator(server.origin).use(passkey, options);
    const other = openBrowser(server);
    for (const _ of ["no challenge of its own", "one"]) {
      const { status, body } = await other.call("/passkey/sign-in", { response });
      expect({ status, code: JSON.parse(body).code }).toEqual({
        status: 401,
        code: "PASSKEY_CHALLENGE_OVER",
      });
      // Its own challenge doesn't help either.
      await begin(other, "sign-in");
    }
  });

  test("with a challenge that was for adding one", async () => {
    const { browser, passkey } = await withPasskey(server);
    const options = await begin(browser, "add");
    const response = openAuthenticator(server.origin).use(passkey, options);
    const answer = await browser.copy().call("/passkey/sign-in", { response });
    expect(codeOf(answer)).toBe("PASSKEY_CHALLENGE_OVER");
  });

  test("when its counter hasn't advanced, as in a copied passkey", async () => {
    const { passkey } = await withPasskey(server);
    expect((await signInWithPasskey(server, passkey, { counter: 7 })).answer.status).toBe(200);
    for (const counter of [7, 6, 0]) {
      const { answer } = await signInWithPasskey(server, passkey, { counter });
      expect({ counter, code: codeOf(answer) }).toEqual({ counter, code: "PASSKEY_REFUSED" });
    }
    expect((await signInWithPasskey(server, passkey, { counter: 8 })).answer.status).toBe(200);
  });

  test("when the key or the account belongs to someone else", async () => {
    const [mine, victims] = [await withPasskey(server), await withPasskey(server)];
    const forged = { ...mine.passkey, id: victims.passkey.id };
    expect((await signInWithPasskey(server, forged)).answer.status).toBe(401);
    const { userHandle } = victims.passkey;
    const { answer } = await signInWithPasskey(server, mine.passkey, { userHandle });
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({
      status: 401,
      code: "PASSKEY_REFUSED",
    });
  });

  test("when anything that was signed is changed", async () => {
    const { passkey } = await withPasskey(server);
    const browser = openBrowser(server);
    const { response } = openAuthenticator(server.origin).use(
      passkey,
      await begin(browser, "sign-in"),
    );
    const flipped = Buffer.from(response.authenticatorData, "base64url");
    flipped.writeUInt32BE(4_000_000, 33);
    const answer = await browser.call("/passkey/sign-in", {
      response: {
        id: passkey.id,
        rawId: passkey.id,
        type: "public-key",
        clientExtensionResults: {},
        response: { ...response, authenticatorData: flipped.toString("base64url") },
      },
    });
    expect(codeOf(answer)).toBe("PASSKEY_REFUSED");
  });

  test("when it's malformed, without an error in the log", async () => {
    const { passkey } = await withPasskey(server);
    const before = server.log.text.length;
    const browser = openBrowser(server);
    const good = openAuthenticator(server.origin).use(passkey, await begin(browser, "sign-in"));
    const broken = [
      { ...good, id: { toString: 1 } },
      { ...good, id: "x".repeat(30_000) },
      { ...good, rawId: "AAAA" },
      { ...good, type: "password" },
      { ...good, response: null },
      ...["clientDataJSON", "authenticatorData", "signature"].flatMap((field) =>
        ["", "AAAA", "!", 7, "bnVsbA"].map((value) => ({
          ...good,
          response: { ...good.response, [field]: value },
        })),
      ),
    ];
    for (const response of broken) {
      const { status } = await openBrowser(server).call("/passkey/sign-in", { response });
      expect([400, 401]).toContain(status);
    }
    expect(server.log.text.slice(before)).not.toMatch(/failed|^ {4}at /m);
  });

  test("when it's removed while someone is using it", async () => {
    for (const _ of [1, 2, 3]) {
      const { email, browser, passkey } = await withPasskey(server);
      await addPasskey(server, browser);
      const [row] = await server.db
        .select()
        .from(passkeys)
        .where(eq(passkeys.credentialID, passkey.id));
      const thieves = Array.from({ length: 4 }, () => openBrowser(server));
      const options = await Promise.all(thieves.map((thief) => begin(thief, "sign-in")));
      const signIns = thieves.map((thief, at) =>
        thief.call("/passkey/sign-in", {
          response: openAuthenticator(server.origin).use(passkey, options[at], { counter: 0 }),
        }),
      );
      const removed = await browser.call("/passkey/remove", { id: row?.id });
      expect(removed.status).toBe(200);
      await Promise.all(signIns);
      for (const thief of thieves) expect([email, await isSignedIn(thief)]).toEqual([email, false]);
    }
  });
});

describe("adding a passkey is refused", () => {
  test.each(changed.filter(([, { type }]) => !type))("%s", async (_, changes, code) => {
    const browser = await signIn(server);
    const { response } = openAuthenticator(server.origin).create(
      await begin(browser, "add"),
      changes,
    );
    const { status, body } = await browser.call("/passkey/add", { response });
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 401, code });
  });

  test("with the challenge of another account, or of a sign-in", async () => {
    const [browser, other] = [await signIn(server), await signIn(server)];
    const authenticator = openAuthenticator(server.origin);
    const others = authenticator.create(await begin(other, "add"));
    const { user } = await begin(browser, "add");
    const { challenge } = await begin(browser, "sign-in");
    for (const { response } of [others, authenticator.create({ challenge, user })]) {
      const answer = await browser.call("/passkey/add", { response });
      expect(codeOf(answer)).toBe("PASSKEY_CHALLENGE_OVER");
    }
  });

  test("never because of who made the device: its certificates aren't checked", async () => {
    const browser = await signIn(server);
    const { response } = openAuthenticator(server.origin).create(await begin(browser, "add"), {
      attestation: [["x5c", [new Uint8Array(20)]]],
    });
    expect((await browser.call("/passkey/add", { response })).status).toBe(200);
  });

  test("when it's sent a second time", async () => {
    const email = newEmail();
    const browser = await signIn(server, email);
    const { response } = openAuthenticator(server.origin).create(await begin(browser, "add"));
    expect((await browser.call("/passkey/add", { response })).status).toBe(200);
    expect(codeOf(await browser.call("/passkey/add", { response }))).toBe("PASSKEY_CHALLENGE_OVER");
    const [owner] = await server.db.select().from(user).where(eq(user.email, email));
    expect(await server.db.$count(passkeys, eq(passkeys.userId, owner?.id ?? ""))).toBe(1);
  });
});

describe("beginning to sign in", () => {
  test("gives everyone the same response: no address, no account, no passkey", async () => {
    const { email, browser } = await withPasskey(server);
    const options = await Promise.all([
      begin(openBrowser(server), "sign-in"),
      begin(browser, "sign-in"),
      openBrowser(server)
        .call("/passkey/sign-in/begin", { email })
        .then(({ body }) => JSON.parse(body)),
    ]);
    for (const one of options) {
      expect(Object.keys(one).sort()).toEqual(["challenge", "timeout", "userVerification"]);
      expect(one.userVerification).toBe("required");
      expect(Buffer.from(one.challenge, "base64url").toString()).not.toContain(email);
    }
    expect(new Set(options.map(({ challenge }) => challenge)).size).toBe(3);
  });

  test("never repeats a challenge, and stores nothing until one is used", async () => {
    const browser = openBrowser(server);
    const challenges = [];
    for (let time = 0; time < 10; time++) {
      challenges.push((await begin(browser, "sign-in")).challenge);
    }
    expect(new Set(challenges).size).toBe(10);
  });
});

describe("confirming with a passkey is refused", () => {
  /** Two people who have signed in long ago. */
  async function longAgo() {
    const people = [await withPasskey(server), await withPasskey(server)] as const;
    const createdAt = new Date(Date.now() - (RECENT_SIGN_IN_IN_MINUTES + 1) * 60_000);
    await server.db.update(session).set({ createdAt });
    return people;
  }
  const isAsked = async (browser: Browser) =>
    (await browser.call("/passkey/add/begin", {})).status === 403;

  test.each(changed)("%s", async (_, changes, code) => {
    const [{ browser, passkey }] = await longAgo();
    const { answer } = await confirmWithPasskey(server, passkey, browser, changes);
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status: 401, code });
    expect(await isAsked(browser)).toBe(true);
  });

  test("with the passkey of another account", async () => {
    const [{ browser }, { passkey }] = await longAgo();
    for (const changes of [{}, { userHandle: undefined }]) {
      const { answer } = await confirmWithPasskey(server, passkey, browser, changes);
      expect(codeOf(answer)).toBe("PASSKEY_REFUSED");
    }
    expect(await isAsked(browser)).toBe(true);
    expect((await signInWithPasskey(server, passkey)).answer.status).toBe(200);
  });

  test("with a signature for a sign-in, or for another session in this browser", async () => {
    const [{ browser, passkey }] = await longAgo();
    const device = openAuthenticator(server.origin);
    const sent = [
      device.use(passkey, await begin(browser, "sign-in")),
      device.use(passkey, await begin(browser, "confirm")),
    ];
    await signInWithPasskey(server, passkey, {}, browser);
    for (const response of sent) {
      const proof = JSON.stringify(response);
      const answer = await browser.call("/confirm-its-you", { way: "passkey", proof });
      expect(codeOf(answer)).toBe("PASSKEY_CHALLENGE_OVER");
    }
  });

  test("when it's sent a second time or is malformed", async () => {
    const [{ browser, passkey }] = await longAgo();
    const { proof, answer } = await confirmWithPasskey(server, passkey, browser, { counter: 0 });
    expect(answer.status).toBe(200);
    const again = await browser.call("/confirm-its-you", { way: "passkey", proof });
    expect(codeOf(again)).toBe("PASSKEY_CHALLENGE_OVER");
    for (const malformed of ["", "{", "null", '{"id":1}']) {
      const refused = await browser.call("/confirm-its-you", { way: "passkey", proof: malformed });
      expect(codeOf(refused)).toBe("PASSKEY_REFUSED");
    }
  });
});
