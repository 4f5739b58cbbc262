// @feature social
import { createHash, randomBytes } from "node:crypto";
import type { Browser } from "./browser";

/** What the form of a provider's button sends besides the provider. */
export function clientFields({ kept }: Browser): Record<string, string> {
  const verifier = randomBytes(32).toString("base64url");
  kept.set("verifier", verifier);
  return {
    challenge: createHash("sha256").update(verifier).digest("base64url"),
    signInState: kept.get("state") ?? "",
    accessToken: kept.get("accessToken") ?? "",
  };
}

/** Opens the link that leads back from a provider, with all that follows by itself. */
export async function arrive(browser: Browser, back: string) {
  const response = await browser.get(back);
  const { searchParams } = new URL(response.location ?? "", "http://here.invalid");
  const code = searchParams.get("code");
  if (!code) return response;
  const { status, body } = await browser.request("/api/token/handover", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, verifier: browser.kept.get("verifier") }),
  });
  if (status !== 200) return { ...response, status, body, location: null };
  const { redirectTo, isSecondFactorDue } = JSON.parse(body);
  const query = new URLSearchParams({ redirectTo });
  return { ...response, body, location: isSecondFactorDue ? `/login/2fa?${query}` : redirectTo };
}
