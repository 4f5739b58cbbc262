import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser, openBrowser } from "./support/browser";
import { signInByCode } from "./support/by-code"; // @feature email-code
import { readToken } from "./support/links"; // @feature password
import { newEmail } from "./support/new-email"; // @feature email-code
import { newPassword, register, signInWith, signUp } from "./support/register"; // @feature password
import { type Server, startServer } from "./support/server";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** Every address of a page, script or picture in a text, and what is inside of it in base64. */
function urlsIn(text: string) {
  const urls = text.match(/https?:\/\/[^\s"'<>]+|(?:href|src|action)="[^"]*"/g) ?? [];
  return urls.flatMap((url) => [
    url,
    decodeURIComponent(url),
    ...url.split(/[^\w-]/).map(fromBase64),
  ]);
}

function fromBase64(text: string) {
  return Buffer.from(text, "base64url").toString("latin1");
}

async function expectNoUrlWith(email: string, browsers: Browser[]) {
  const mailbox = (await openBrowser(server).get("/dev/mailbox.json")).body;
  const { messages } = JSON.parse(mailbox) as { messages: { to: string }[] };
  const emails = messages
    .filter(({ to }) => to === email)
    .map((message) => JSON.stringify(message));
  expect(emails.length).toBeGreaterThan(0);
  const answers = browsers.flatMap(({ answers }) => answers);
  const redirects = answers.flatMap(({ location }) => (location ? [`href="${location}"`] : []));
  const texts = [...emails, ...redirects, ...answers.map(({ body }) => body)];
  const local = email.slice(0, email.indexOf("@"));
  expect(texts.flatMap(urlsIn).filter((url) => url.includes(local))).toEqual([]);
}

test("a token with an address in it would be found", () => {
  const token = Buffer.from('{"email":"ada@example.com"}').toString("base64url");
  expect(urlsIn(`<a href="/x?token=e30.${token}.sig">`).join()).toContain("ada@example.com");
  expect(urlsIn("http://localhost/?email=ada%40example.com").join()).toContain("ada@example.com");
});
// @feature email-code

test("no URL holds the address of someone who signs in with a code", async () => {
  const email = newEmail();
  const browser = await signInByCode(server, email);
  await browser.get("/dashboard");
  await browser.post("/sign-out", {});
  await expectNoUrlWith(email, [browser]);
});
// @end
// @feature password

test("no URL holds the address of someone who registers, and chooses another password", async () => {
  const { email, password, browser } = await signUp(server);
  const elsewhere = openBrowser(server);
  await register(elsewhere, email, newPassword());
  await signInWith(elsewhere, email, newPassword());
  await signInWith(elsewhere, email, password);
  await elsewhere.post("/login", { intent: "sign-in", email, password: newPassword() });
  await elsewhere.call("/request-password-reset", { email });
  const token = await readToken(server, email);
  await elsewhere.get(`/reset-password?token=${token}`);
  await elsewhere.call("/reset-password", { token, newPassword: newPassword() });
  await expectNoUrlWith(email, [browser, elsewhere]);
});
// @end
