import { createHmac } from "node:crypto"; // @feature email-code|password|two-factor
import { eq } from "drizzle-orm"; // @feature email-code|password|two-factor
import { verification } from "~/db/schema"; // @feature email-code|password|two-factor
import { enterCode, sendCode, taken } from "./app"; // @feature email-code
import { type Browser, openBrowser } from "./browser"; // @feature email-code
import { signInByPassword } from "./passwords"; // @feature password
import { signInSocially } from "./providers"; // @feature social
import { textSentTo } from "./sent-email";
import {
  newEmail, // @feature email-code
  type Server,
  secret, // @feature email-code|password|two-factor
  until,
} from "./server";

/** Signs someone in, with the first method that this app has. */
export const [signIn] = [
  signInByCode, // @feature email-code
  signInByPassword, // @feature password
  signInSocially, // @feature social
] as const;

// @feature email-code
/** Asks for a code, and reads it. */
export async function askForCode(server: Server, browser: Browser, email: string) {
  const { status, body } = await sendCode(browser, email);
  if (status !== taken) throw new Error(`No code was sent: ${status} ${body}`);
  return readCode(server, email);
}

export async function signInByCode(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const { status, body } = await enterCode(browser, await askForCode(server, browser, email));
  if (status !== taken) throw new Error(`Signing in failed: ${status} ${body}`);
  return browser;
}

// @end
// @feature email-code|account
/** As many digits, but not this code. */
export function wrong(code: string) {
  return (/^0+$/.test(code) ? "1" : "0").repeat(code.length);
}

/** A code that stands alone on its line. */
export const codeAlone = /^\W*(\d{6,})\W*$/m;

/** The newest code for an address: from the mailbox in development, else from what was sent. */
export async function readCode(server: Server, email: string) {
  const mailbox = await fetch(`${server.address}/dev/mailbox.json`);
  if (mailbox.ok) {
    const { messages } = (await mailbox.json()) as { messages: { to: string; code?: string }[] };
    const code = messages.find(({ to }) => to === email)?.code;
    if (code) return code;
    throw new Error(`No code for ${email} is in the mailbox.`);
  }
  // It may come a moment after the response.
  return until(() => codeAlone.exec(textSentTo(server, email))?.[1]);
}
// @end

/** Whether a row counts something, and holds no code or link. */
export function isCount({ value }: { value: string }) {
  return /^\d+(:\d)?$/.test(value);
}
// @feature email-code|password|two-factor

/** What the app has counted of the emails to an address. */
export async function emailCounts({ db }: Server, email: string) {
  const hash = createHmac("sha256", secret).update(`about-address:${email}`).digest("base64url");
  const rows = await db.select().from(verification).where(eq(verification.identifier, hash));
  return rows.filter(({ value }) => /^\d+$/.test(value));
}

/** Lets an address receive emails again, as if it had got none for a day. */
export async function receiveAgain(server: Server, email: string) {
  const expiresAt = new Date(Date.now() - 1000);
  for (const { id } of await emailCounts(server, email)) {
    await server.db.update(verification).set({ expiresAt }).where(eq(verification.id, id));
  }
}
// @end
