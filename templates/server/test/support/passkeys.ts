import { type Changes, openAuthenticator } from "../../scripts/verify/authenticator";
import { type Browser, openBrowser } from "./browser";
import { newEmail, type Server } from "./server";
import { signIn } from "./sign-in";

export type { Changes };

/** The options that the server gives a browser for what comes next. */
export async function begin(browser: Browser, what: "sign-in" | "add" | "confirm") {
  const { status, body } = await browser.call(`/passkey/${what}/begin`, {});
  if (status !== 200) throw new Error(`/passkey/${what}/begin returned ${status} ${body}`);
  return JSON.parse(body);
}

/** Adds a passkey to the account that is signed in, and returns it. */
export async function addPasskey(server: Server, browser: Browser) {
  const options = await begin(browser, "add");
  const { passkey, response } = openAuthenticator(server.origin).create(options);
  const { status, body } = await browser.call("/passkey/add", { response });
  if (status !== 200) throw new Error(`The passkey was not added: ${status} ${body}`);
  return passkey;
}

export type Passkey = Awaited<ReturnType<typeof addPasskey>>;

/** Someone who has a passkey, signed in. */
export async function withPasskey(server: Server, email = newEmail()) {
  const browser = await signIn(server, email);
  return { email, browser, passkey: await addPasskey(server, browser) };
}

/** Signs in with a passkey, or tries to, with what an attacker has changed. */
export async function signInWithPasskey(
  server: Server,
  passkey: Passkey,
  changes: Changes = {},
  browser = openBrowser(server),
) {
  const options = await begin(browser, "sign-in");
  const response = openAuthenticator(server.origin).use(passkey, options, changes);
  return { browser, response, answer: await browser.call("/passkey/sign-in", { response }) };
}

/** Confirms with a passkey that it's the account's owner, or tries to. */
export async function confirmWithPasskey(
  server: Server,
  passkey: Passkey,
  browser: Browser,
  changes: Changes = {},
) {
  const options = await begin(browser, "confirm");
  const response = openAuthenticator(server.origin).use(passkey, options, changes);
  const proof = JSON.stringify(response);
  return { proof, answer: await browser.call("/confirm-its-you", { way: "passkey", proof }) };
}
