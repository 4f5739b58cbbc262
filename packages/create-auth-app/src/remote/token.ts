import type { Host } from "../host.ts";
import { type ProviderName, providers } from "./providers.ts";

const tokenNames = new Set(Object.values(providers).flatMap(({ tokens }) => tokens));

/** The token for private repositories, and the name of its variable. */
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

/** The environment for a remote template's scripts, which must not see the token. */
export function withoutToken(env: Host["env"]): Host["env"] {
  // Windows ignores case.
  const kept = Object.entries(env).filter(([name]) => !tokenNames.has(name.toUpperCase()));
  return Object.fromEntries(kept);
}
