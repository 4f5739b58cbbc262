import type { Host } from "../host.ts";

/** Where a token for private repositories may be, the first one first. */
const tokenNames = ["GIGET_AUTH", "GITHUB_TOKEN"] as const;

export function tokenIn(env: Host["env"]): { name: string; value: string } | undefined {
  for (const name of tokenNames) {
    const value = env[name]?.trim();
    if (value) return { name, value };
  }
  return undefined;
}

/** The same environment (without regard to case, as Windows has it) for a stranger's scripts, which have no business with the token. */
export function withoutToken(env: Host["env"]): Host["env"] {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !tokenNames.some((token) => token === name.toUpperCase()),
    ),
  );
}
