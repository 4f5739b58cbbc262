import { type Browser, openBrowser } from "./browser";
import { textSentTo } from "./sent-email";
import { newEmail, type Server, until } from "./server";

/** A password that nobody else has. */
export function newPassword() {
  return `a long sentence ${crypto.randomUUID()}`;
}

export function register(browser: Browser, email: string, password: string) {
  return browser.call("/register", { email, password });
}

/** An account with a password and a confirmed address, signed in. */
export async function signUp(
  server: Server,
  email = newEmail(),
  password = newPassword(),
  browser = openBrowser(server),
) {
  await register(browser, email, password);
  const token = await readToken(server, email);
  const { status, body } = await browser.call("/confirm-email", { token, password });
  if (status !== 200) throw new Error(`Confirming failed: ${status} ${body}`);
  return { browser, email, password };
}

export function signInWith(browser: Browser, email: string, password: string) {
  return browser.call("/sign-in/email", { email, password });
}

const usedCodes = new Set<string>();

/** The next code for a sign-in from a new browser, which may come a moment after the response. */
export async function readBrowserCode(server: Server, email: string) {
  const code = await until(async () => {
    const sent = await emailsTo(server, email);
    const newest = sent.find(({ kind }) => kind === "new-browser-code")?.code;
    return newest && !usedCodes.has(`${email} ${newest}`) ? newest : undefined;
  });
  usedCodes.add(`${email} ${code}`);
  return code;
}

export function enterBrowserCode(browser: Browser, code: string) {
  return browser.call("/new-browser/enter-code", { code });
}

const passwords = new Map<string, string>();

/** Signs someone in with a password; a new person registers first. */
export async function signInByPassword(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const known = passwords.get(email);
  const password = known ?? newPassword();
  passwords.set(email, password);
  if (!known) return (await signUp(server, email, password, browser)).browser;
  const { status, body } = await signInWith(browser, email, password);
  if (status !== 200) throw new Error(`Signing in failed: ${status} ${body}`);
  if ("newBrowser" in JSON.parse(body)) {
    const entered = await enterBrowserCode(browser, await readBrowserCode(server, email));
    if (entered.status !== 200) throw new Error(`The code was refused: ${entered.body}`);
  }
  return browser;
}

interface Sent {
  kind: string;
  to: string;
  subject: string;
  text: string;
  link?: string;
  code?: string;
}

/** What was sent to an address, newest first. */
export async function emailsTo(server: Server, email: string) {
  const { body } = await openBrowser(server).get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: Sent[] };
  return messages.filter(({ to }) => to === email);
}

const seen = new Set<string>();

/** The token in the next link for an address, which may come a moment after the response. */
export async function readToken(server: Server, email: string) {
  const token = await until(async () => {
    const newest = tokenIn(await newestText(server, email));
    return newest && !seen.has(newest) ? newest : undefined;
  });
  seen.add(token);
  return token;
}

/** From the mailbox in development, else from what was sent. */
async function newestText(server: Server, email: string) {
  if (server.isProduction) return textSentTo(server, email);
  return (await emailsTo(server, email)).find((sent) => sent.link)?.link;
}

function tokenIn(text = "") {
  return /\btoken=([\w.-]+)/.exec(text)?.[1];
}

const ROUNDS_IN_A_BATCH = 5;
const MOST_BATCHES = 6;

/** Prepares a request, and returns what sends it. Only the latter is timed. */
type Prepare = () => Promise<() => Promise<unknown>>;

/**
 * How many times as long one request takes as another. They take turns, so that a busy machine
 * slows down both, and they are repeated until the medians are less than `factor` apart: chance
 * evens out, a real difference stays however often one measures.
 */
export async function medianRatio(one: Prepare, other: Prepare, factor: number) {
  const times = { one: [] as number[], other: [] as number[] };
  let ratio = Number.NaN;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    for (let round = 0; round < ROUNDS_IN_A_BATCH; round++) {
      times.one.push(await timed(await one()));
      times.other.push(await timed(await other()));
    }
    ratio = median(times.one) / median(times.other);
    if (ratio < factor && ratio > 1 / factor) break;
  }
  return ratio;
}

async function timed(send: () => Promise<unknown>) {
  const started = performance.now();
  await send();
  return performance.now() - started;
}

function median(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
