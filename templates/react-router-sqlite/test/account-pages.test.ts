import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import { EMAILED_CODE } from "~/services/rules";
import { providers } from "~/services/sign-in/social/rules"; // @feature social
import { ageSessions } from "./support/age-sessions";
import { isSignedIn } from "./support/app";
import type { Browser } from "./support/browser";
import { withPasskey } from "./support/passkeys"; // @feature passkey
// @feature social
import { connect } from "./support/providers"; // @feature code-sign-in
// @end
import { newEmail, type Server, startServer } from "./support/server";
import {
  readCode,
  signIn,
  // @feature password|social
  signInByCode, // @feature email-code
  // @end
  wrong,
} from "./support/sign-in";

// Every form of the account page, as a browser without JavaScript sends it.

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

type Fields = Record<string, string>;

const send = (browser: Browser, fields: Fields) => browser.post("/account", fields);

async function someone() {
  const email = newEmail();
  return { email, browser: await signIn(server, email) };
}

/** The form on a page that has this intent. */
function formFor(intent: string, body: string) {
  const forms = body.match(/<form[\s\S]*?<\/form>/g) ?? [];
  return forms.find((form) => form.includes(`name="intent" value="${intent}"`)) ?? "";
}

/** The name of the field that a form says is wrong. */
function wrongField(intent: string, body: string) {
  const fields = formFor(intent, body).match(/<input[^>]*>/g) ?? [];
  const wrong = fields.find((field) => field.includes('aria-invalid="true"')) ?? "";
  return / name="([^"]+)"/.exec(wrong)?.[1];
}

/** Sends a form some time after signing in, and confirms by a code that it's them. */
async function sendLater(browser: Browser, email: string, fields: Fields) {
  await ageSessions(server, email);
  const asked = await send(browser, fields);
  expect(asked.status).toBe(403);
  const question = formFor(fields.intent ?? "", asked.body);
  expect(question).toContain("Confirm it's you");
  const sent = await send(browser, { ...fields, confirmBy: "email-code" });
  expect(formFor(fields.intent ?? "", sent.body)).toContain('name="confirmProof"');
  const confirmProof = await readCode(server, email);
  const done = await send(browser, { ...fields, confirmWay: "email-code", confirmProof });
  return { question, done };
}

describe("the name", () => {
  test("is saved", async () => {
    const { browser } = await someone();
    const { body } = await send(browser, { intent: "save-name", name: "Ada Lovelace" });
    expect(body).toContain("Name saved.");
    expect(formFor("save-name", body)).toContain('value="Ada Lovelace"');
  });

  test("is refused with a message at its field", async () => {
    const { browser } = await someone();
    const { status, body } = await send(browser, { intent: "save-name", name: " " });
    expect(status).toBe(400);
    expect(wrongField("save-name", body)).toBe("name");
  });
});

describe("the email", () => {
  test("changes with a code, and a wrong code is refused at its field", async () => {
    const { browser } = await someone();
    const next = newEmail();
    const begun = await send(browser, { intent: "change-email", newEmail: next });
    expect(begun.body).toContain(`<strong class="font-medium break-words">${next}</strong>`);
    const wrong = await send(browser, { intent: "confirm-email", code: "x" });
    expect(wrongField("confirm-email", wrong.body)).toBe("code");
    const code = await readCode(server, next);
    const { body } = await send(browser, { intent: "confirm-email", code });
    expect(body).toContain(`Your email is now ${next}.`);
    expect(body).toContain(`placeholder="${next}"`);
  });

  test("that is the account's own is refused at its field", async () => {
    const { browser, email } = await someone();
    const { body } = await send(browser, { intent: "change-email", newEmail: email });
    expect(wrongField("change-email", body)).toBe("newEmail");
    expect(body).toContain("Your account already has this email.");
  });

  test("is kept in its field while people confirm that it's them", async () => {
    const { browser, email } = await someone();
    const next = newEmail();
    const fields = { intent: "change-email", newEmail: next };
    const { question, done } = await sendLater(browser, email, fields);
    expect(question).toContain(`value="${next}"`);
    expect(formFor("resend-email-code", done.body)).toContain(`value="${next}"`);
  });

  test("isn't asked for while its code is, until the change is cancelled", async () => {
    const { browser } = await someone();
    const next = newEmail();
    const { body } = await send(browser, { intent: "change-email", newEmail: next });
    expect(formFor("change-email", body)).toBe("");
    const cancelled = await send(browser, { intent: "cancel-email-change" });
    expect(formFor("confirm-email", cancelled.body)).toBe("");
    expect(formFor("change-email", cancelled.body)).toContain('name="newEmail"');
    const again = await send(browser, { intent: "change-email", newEmail: next });
    expect(again.status).toBe(200);
    expect(formFor("confirm-email", again.body)).not.toBe("");
  });

  test("gets another code, but not at once, and not without confirming that it's you", async () => {
    const { browser, email } = await someone();
    const next = newEmail();
    // From other client addresses, because each has a limit of its own.
    await send(browser.copy(), { intent: "change-email", newEmail: next });
    const fields = { intent: "resend-email-code", newEmail: next };
    const early = await send(browser.copy(), fields);
    expect(early.status).toBe(429);
    expect(formFor("confirm-email", early.body)).toMatch(/Try again in \d+ seconds/);
    const createdAt = new Date(Date.now() - EMAILED_CODE.pauseInSeconds * 1000);
    await server.db.update(verification).set({ createdAt });
    const first = await readCode(server, next);
    const { done } = await sendLater(browser, email, fields);
    expect(done.body).toContain("We've sent a new code. Only the latest one works.");
    expect(await readCode(server, next)).not.toBe(first);
  });

  test("needs a new code after three wrong ones", async () => {
    const { browser } = await someone();
    const next = newEmail();
    await send(browser, { intent: "change-email", newEmail: next });
    const code = wrong(await readCode(server, next));
    const attempt = () => send(browser, { intent: "confirm-email", code });
    for (let count = 1; count < EMAILED_CODE.attempts; count++) {
      expect(wrongField("confirm-email", (await attempt()).body)).toBe("code");
    }
    const { body } = await attempt();
    expect(formFor("confirm-email", body)).toBe("");
    expect(body).toContain("This code no longer works. Request a new one.");
    expect(formFor("resend-email-code", (await browser.get("/account")).body)).not.toBe("");
  });
});

describe("sessions", () => {
  test("can be ended one by one, and ending one that has already ended says so", async () => {
    const { browser, email } = await someone();
    const other = await signIn(server, email);
    const { body } = await browser.get("/account");
    const [, id = ""] = /name="id" value="([^"]+)"/.exec(formFor("end-session", body)) ?? [];
    const ended = await send(browser, { intent: "end-session", id });
    expect(ended.body).toContain("That device is signed out.");
    expect(await isSignedIn(other)).toBe(false);
    const again = await send(browser, { intent: "end-session", id });
    expect(again.body).toContain("That device is already signed out.");
  });

  test("can be ended everywhere else at once", async () => {
    const { browser, email } = await someone();
    const other = await signIn(server, email);
    const { body } = await send(browser, { intent: "end-other-sessions" });
    expect(body).toContain("All other devices are signed out.");
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, false]);
  });
});

describe("the data", () => {
  test("is a file that the form redirects to", async () => {
    const { browser, email } = await someone();
    const { body } = await send(browser, { intent: "download-data" });
    expect(body).toContain('http-equiv="refresh" content="0;url=/account/data"');
    const file = await browser.get("/account/data");
    expect(file.headers.get("content-disposition")).toContain("my-data.json");
    expect(JSON.parse(file.body).account).toMatchObject([{ email }]);
  });

  test("requires a recent sign-in, no matter how it's requested", async () => {
    const { browser, email } = await someone();
    await ageSessions(server, email);
    const { location, body } = await browser.get("/account/data");
    expect([location, body]).toEqual(["/account#your-data", ""]);
    const { done } = await sendLater(browser, email, { intent: "download-data" });
    expect(done.body).toContain("Your download has started.");
    expect((await browser.get("/account/data")).status).toBe(200);
  });
});

describe("the account", () => {
  test("isn't deleted when the email doesn't match, and the field says so", async () => {
    const { browser } = await someone();
    const fields = { intent: "delete-account", confirmation: "someone@example.com" };
    const { body } = await send(browser, fields);
    expect(wrongField("delete-account", body)).toBe("confirmation");
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("is deleted after people confirm that it's them, with the email they typed", async () => {
    const { browser, email } = await someone();
    const fields = { intent: "delete-account", confirmation: email };
    const { question, done } = await sendLater(browser, email, fields);
    expect(question).toContain(`value="${email}"`);
    expect(done.location).toBe("/account-deleted");
    expect(await server.db.select().from(user).where(eq(user.email, email))).toEqual([]);
  });
});
// @feature passkey

describe("a passkey", () => {
  /** Someone who has one, signed in, and the fields that its forms send. */
  async function owner() {
    const { browser } = await withPasskey(server);
    const { body } = await browser.get("/account");
    const [, id = ""] = /name="id" value="([^"]+)"/.exec(formFor("rename-passkey", body)) ?? [];
    return { browser, id };
  }

  test("can be renamed, and an empty name is refused at its field", async () => {
    const { browser, id } = await owner();
    const fields = { intent: "rename-passkey", id };
    const { body } = await send(browser, { ...fields, name: "My phone" });
    expect(body).toContain("Passkey renamed.");
    expect(formFor("rename-passkey", body)).toContain('value="My phone"');
    const empty = await send(browser, { ...fields, name: " " });
    expect(empty.status).toBe(400);
    expect(wrongField("rename-passkey", empty.body)).toBe("name");
  });
  // @feature code-sign-in|password

  test("can be removed, and removing one that's gone says so", async () => {
    const { browser, id } = await owner();
    const { body } = await send(browser, { intent: "remove-passkey", id });
    expect(body).toContain("The passkey has been removed");
    expect(formFor("remove-passkey", body)).toBe("");
    const again = await send(browser, { intent: "remove-passkey", id });
    expect(again.status).toBe(404);
  });
  // @end

  test("of someone else can be neither renamed nor removed", async () => {
    const [{ browser, id }, stranger] = [await owner(), await owner()];
    for (const intent of ["rename-passkey", "remove-passkey"]) {
      const { status } = await send(stranger.browser, { intent, id, name: "Mine" });
      expect(status).toBe(404);
    }
    const { body } = await browser.get("/account");
    expect(formFor("rename-passkey", body)).toContain(`value="${id}"`);
    expect(body).not.toContain('value="Mine"');
  });
});
// @end
// @feature password

// @feature email-code
test("a first password is set after people confirm that it's them", async () => {
  const email = newEmail();
  const browser = await signInByCode(server, email);
  const { done } = await sendLater(browser, email, { intent: "set-password" });
  expect(done.body).toContain(`We've sent a link to ${email}.`);
});
// @end
// @end
// @feature social

describe("a connection", () => {
  const [provider = ""] = Object.keys(providers);

  test("begins by passing the form on to the route that leads to the provider", async () => {
    const { browser } = await someone();
    const fields = { intent: "connect", provider };
    const { status, location } = await send(browser, fields);
    expect([status, location]).toEqual([307, "/account/connect"]);
    const { body } = await browser.post("/account/connect", fields);
    expect(body).toContain(`/dev/sign-in-as/${provider}`);
  });

  // @feature email-code
  test("begins after people confirm that it's them, in the provider's row", async () => {
    const email = newEmail();
    const browser = await signInByCode(server, email);
    const fields = { intent: "connect", provider };
    const { question, done } = await sendLater(browser, email, fields);
    expect(question).toContain(`name="provider" value="${provider}"`);
    expect([done.status, done.location]).toEqual([307, "/account/connect"]);
  });
  // @feature code-sign-in

  test("can be ended after people confirm that it's them", async () => {
    const email = newEmail();
    const browser = await signInByCode(server, email);
    await connect(browser, provider, { email });
    const { done } = await sendLater(browser, email, { intent: "disconnect", provider });
    expect(done.body).toContain("Disconnected, and you've been signed out everywhere else.");
  });
  // @end
  // @end
});
// @end
