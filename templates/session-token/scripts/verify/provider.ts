// @feature social
import { createHash, randomBytes } from "node:crypto";
import { providers } from "#server/services/sign-in/social/rules.ts";

interface Response {
  status: number;
  location: string | null;
  body: string;
}

/** The parts of a browser that signing in with a provider needs. */
export interface FormBrowser {
  get(path: string): Promise<Response>;
  form(path: string, fields: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
}

/** Signs in with the first provider, for which this app stands in during development. */
export async function signInWithProvider(browser: FormBrowser, email: string) {
  const [provider = ""] = Object.keys(providers);
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const left = await browser.form("/login/with", { provider, challenge });
  const at = pathOf(attribute(left.body, /url=([^"]+)"/));
  const page = await browser.get(at);
  const hidden = [...page.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const request = Object.fromEntries(hidden.map(([, name, value = ""]) => [name, decoded(value)]));
  const person = { name: "Verify", email, verified: "on", decision: "agree" };
  const agreed = await browser.form(at, { ...request, ...person });
  const back = await browser.get(pathOf(agreed.location ?? ""));
  const code = new URL(back.location ?? "", "http://localhost").searchParams.get("code");
  return browser.post("/api/token/handover", { code, verifier });
}

function attribute(html: string, pattern: RegExp) {
  const [, value] = pattern.exec(html) ?? [];
  if (!value) throw new Error("The button doesn't lead to a provider.");
  return decoded(value);
}

function decoded(text: string) {
  return text.replaceAll("&amp;", "&");
}

function pathOf(url: string) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
