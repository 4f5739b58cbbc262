// @feature two-factor
import type { Browser } from "./browser";
import { signInByCode } from "./by-code"; // @feature email-code
import { receiveAgain } from "./email-counts"; // @feature email-code
import { readCode } from "./inbox"; // @feature email-code
import { newEmail } from "./new-email"; // @feature email-code
import { signInWith, signUp } from "./register"; // @feature password
import type { Server } from "./server";

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

/** Every way to sign in: makes somebody new who does it that way. */
export const waysIn = [
  byCode, // @feature email-code
  byPassword, // @feature password
];
