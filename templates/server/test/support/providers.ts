import { createHash } from "node:crypto";
import { providers } from "~/services/sign-in/social/rules";
import { arrive, clientFields } from "./arrival";
import { type Browser, openBrowser } from "./browser";
import { grantCode, type Profile } from "./play-providers";
import { newEmail, type Server } from "./server";

/** What someone types in where development plays a provider. */
export interface Person {
  name?: string;
  email: string;
  verified?: boolean;
}

/** Presses a provider's button. */
export function press(
  browser: Browser,
  provider: string,
  fields: Record<string, string> = {},
  { action = "/login/with", headers = {} }: { action?: string; headers?: HeadersInit } = {},
) {
  return browser.post(action, { provider, ...clientFields(browser), ...fields }, headers);
}

/** Presses a provider's button. Returns where it leads: to a page of the provider. */
export async function leave(
  browser: Browser,
  provider: string,
  fields: Record<string, string> = {},
  action?: string,
) {
  const { status, body } = await press(browser, provider, fields, action ? { action } : {});
  const [, url] = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(body) ?? [];
  if (status !== 200 || !url) throw new Error(`The button returned ${status} ${body}`);
  return new URL(url.replaceAll("&amp;", "&"));
}

/** Decides there, and returns the path that leads back to the app. */
export async function decide(browser: Browser, at: URL, decision: Person | "refuse") {
  const isPlayedByTheApp = at.pathname.startsWith("/dev/");
  const back = await (isPlayedByTheApp ? decideOnPage : decideElsewhere)(browser, at, decision);
  return back.pathname + back.search;
}

async function decideOnPage(browser: Browser, at: URL, decision: Person | "refuse") {
  const path = at.pathname + at.search;
  const page = await browser.get(path);
  const hidden = [...page.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const request = Object.fromEntries(
    hidden.map(([, name, value = ""]) => [name, value.replaceAll("&amp;", "&")]),
  );
  const { location, status, body } = await browser.post(path, { ...request, ...formOf(decision) });
  if (!location) throw new Error(`${path} returned ${status} ${body}`);
  return new URL(location);
}

function formOf(decision: Person | "refuse"): Record<string, string> {
  if (decision === "refuse") return { decision };
  const { name = "", email, verified = true } = decision;
  return { decision: "agree", name, email, ...(verified ? { verified: "on" } : {}) };
}

/** At a provider under its real name (play-providers.ts). */
async function decideElsewhere(_: Browser, at: URL, decision: Person | "refuse") {
  const back = new URL(at.searchParams.get("redirect_uri") ?? "");
  const state = at.searchParams.get("state") ?? "";
  const result: Record<string, string> =
    decision === "refuse"
      ? { error: "access_denied" }
      : { code: grantCode(at, profileOf(decision)) };
  back.search = new URLSearchParams({ ...result, state }).toString();
  return back;
}

function profileOf({ name = "", email, verified = true }: Person): Profile {
  const id = Number.parseInt(createHash("sha256").update(email).digest("hex").slice(0, 8), 16);
  return { id, name, email, verified };
}

/** The whole way: the button, the provider, and back. */
export async function signInWith(
  browser: Browser,
  provider: string,
  decision: Person | "refuse",
  fields?: Record<string, string>,
) {
  return arrive(browser, await decide(browser, await leave(browser, provider, fields), decision));
}

/** Connects an account of a provider to the account that is signed in. */
export async function connect(browser: Browser, provider: string, person: Person) {
  const at = await leave(browser, provider, {}, "/account/connect");
  return arrive(browser, await decide(browser, at, person));
}

/** Signs someone in with the first provider; a new person gets an account by that. */
export async function signInSocially(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const [provider = ""] = Object.keys(providers);
  const { location } = await signInWith(browser, provider, { email });
  if (location !== "/dashboard") throw new Error(`The provider's person came to ${location}.`);
  return browser;
}
