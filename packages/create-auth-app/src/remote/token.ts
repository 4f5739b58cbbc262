import type { Host } from "../host.ts";
import { type ProviderName, providers } from "./providers.ts";

const tokenNames = new Set(Object.values(providers).flatMap(({ tokens }) => tokens));

/** The token for private repositories, and the variable that it is in. */
export function findToken(
  env: Host["env"],
  provider: ProviderName,
): { name: string; value: string } | undefined {
  for (const name of providers[provider].tokens) {
    const value = env[name]?.trim();
    if (value) return { name, value };
  }
  return undefined;
}

/** The same environment for a remote template's scripts, which have no business with the token. */
export function withoutToken(env: Host["env"]): Host["env"] {
  // Windows doesn't tell cases apart.
  const kept = Object.entries(env).filter(([name]) => !tokenNames.has(name.toUpperCase()));
  return Object.fromEntries(kept);
}
