import { providers } from "~/services/sign-in/social/rules"; // @feature social
import { appCode } from "./app-code";
import type { Browser } from "./browser";
import { signInWith, signUp } from "./passwords"; // @feature password
import { signInSocially, signInWith as signInWithProvider } from "./providers"; // @feature social
import type { Server } from "./server";
import { newEmail } from "./server"; // @feature email-code|social
import { readCode, receiveAgain, signInByCode } from "./sign-in"; // @feature email-code

interface Person {
  email: string;
  /** Where they are signed in. */
  browser: Browser;
  /** What better-auth asks of them, besides being signed in, to change the second factor. */
  credentials: { password?: string };
  /** Proves the first factor in a browser, and returns what the server says to that. */
  enter(browser: Browser): ReturnType<Browser["call"]>;
}

// @feature password
async function byPassword(server: Server): Promise<Person> {
  const { browser, email, password } = await signUp(server);
  return {
    email,
    browser,
    credentials: { password },
    enter: (other) => signInWith(other, email, password),
  };
}
// @end
// @feature email-code

async function byCode(server: Server): Promise<Person> {
  const email = newEmail();
  return {
    email,
    browser: await signInByCode(server, email),
    credentials: {},
    async enter(other) {
      await receiveAgain(server, email);
      await other.call("/email-otp/send-verification-otp", { email, type: "sign-in" });
      const otp = await readCode(server, email);
      return other.call("/sign-in/email-otp", { email, otp });
    },
  };
}
// @end

// @feature social
async function byProvider(server: Server): Promise<Person> {
  const email = newEmail();
  const [provider = ""] = Object.keys(providers);
  return {
    email,
    browser: await signInSocially(server, email),
    credentials: {},
    async enter(other) {
      const arrival = await signInWithProvider(other, provider, { email });
      const twoFactorRedirect = arrival.location?.startsWith("/login/2fa") === true;
      // What a browser learns from a redirect, as the other ways say it.
      return { ...arrival, status: 200, body: JSON.stringify({ twoFactorRedirect }) };
    },
  };
}
// @end

/** Every sign-in method: creates a new person who uses it. */
export const waysIn = [
  byCode, // @feature email-code
  byPassword, // @feature password
  byProvider, // @feature social
];

/** Someone with a second factor: `enter` passes the first one in a browser. */
export async function withSecondFactor(server: Server, way = waysIn[0]) {
  if (!way) throw new Error("There is no way to sign in.");
  const person = await way(server);
  const { browser, credentials } = person;
  const turnedOn = await browser.call("/two-factor/enable", credentials);
  const { totpURI: uri, backupCodes } = JSON.parse(turnedOn.body);
  // The code of the next half minute stays free for signing in: it is taken early, and not late.
  const verified = await browser.call("/two-factor/verify-totp", { code: appCode(uri) });
  if (verified.status !== 200) throw new Error(`Not turned on: ${verified.body}`);
  return { ...person, uri: uri as string, recoveryCodes: backupCodes as string[] };
}
