import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { user, verification } from "~/db/schema";
import { RECOVERY_PAUSE_IN_HOURS } from "~/services/sign-in/passkey/rules";
import { providers } from "~/services/sign-in/social/rules"; // @feature social
import { isSignedIn } from "./support/app";
import { openBrowser } from "./support/browser";
import { signInWithPasskey, withPasskey } from "./support/passkeys";
import { connect, signInWith } from "./support/providers"; // @feature social
import {
  newEmail, // @feature social
  type Server,
  secret,
  startServer,
  until,
} from "./support/server";
import { askForCode, receiveAgain } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** Signs in with a code in a new browser, or tries to. */
async function recover(email: string) {
  await receiveAgain(server, email);
  const browser = openBrowser(server);
  const otp = await askForCode(server, browser, email);
  const { status, body } = await browser.call("/sign-in/email-otp", { email, otp });
  return { browser, status, code: JSON.parse(body).code };
}

/** Lets time pass since someone has begun to recover an account. */
async function laterBy(hours: number, email: string) {
  const [owner] = await server.db.select().from(user).where(eq(user.email, email));
  const name = `passkey-recovery:${owner?.id}`;
  const id = createHmac("sha256", secret).update(name).digest("base64url");
  const isIt = eq(verification.id, id);
  const [row] = await server.db.select().from(verification).where(isIt);
  const begun = new Date(row?.value ?? "");
  begun.setHours(begun.getHours() - hours);
  const value = begun.toISOString();
  await server.db.update(verification).set({ value }).where(isIt);
}

async function subjectsTo(email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: { to: string; subject: string }[] };
  return messages.filter(({ to }) => to === email).map(({ subject }) => subject);
}

test("a code opens an account with a passkey only after a pause; its owner is told", async () => {
  const { email } = await withPasskey(server);
  for (const _ of [1, 2]) {
    const { browser, status, code } = await recover(email);
    expect({ status, code }).toEqual({ status: 403, code: "RECOVERY_PAUSED" });
    expect(await isSignedIn(browser)).toBe(false);
  }
  await until(async () =>
    (await subjectsTo(email)).some((text) => /without your passkey/.test(text)),
  );
  const begun = (await subjectsTo(email)).filter((text) => /without your passkey/.test(text));
  expect(begun).toHaveLength(1);

  await laterBy(RECOVERY_PAUSE_IN_HOURS - 1, email);
  expect((await recover(email)).status).toBe(403);
  await laterBy(1, email);
  const { browser, status } = await recover(email);
  expect(status).toBe(200);
  expect(await isSignedIn(browser)).toBe(true);
  await until(async () =>
    (await subjectsTo(email)).some((text) => /signed in .* without/.test(text)),
  );
  // The next one waits again.
  expect((await recover(email)).status).toBe(403);
});

test("using the passkey stops such a sign-in", async () => {
  const { email, passkey } = await withPasskey(server);
  await recover(email);
  await laterBy(RECOVERY_PAUSE_IN_HOURS, email);
  expect((await signInWithPasskey(server, passkey)).answer.status).toBe(200);
  expect((await recover(email)).status).toBe(403);
});

// @feature social
test("a provider's account with the same address doesn't get around the pause", async () => {
  const { email, browser: owner } = await withPasskey(server);
  const [provider = ""] = Object.keys(providers);
  const browser = openBrowser(server);
  const { location } = await signInWith(browser, provider, { email });
  expect(location).toMatch(/^\/login\?error=account_not_linked/);
  expect(await isSignedIn(browser)).toBe(false);
  // The owner may still connect one.
  const theirs = { email: newEmail() };
  expect((await connect(owner, provider, theirs)).location).toBe("/account");
  await signInWith(browser, provider, theirs);
  expect(await isSignedIn(browser)).toBe(true);
});
// @end
