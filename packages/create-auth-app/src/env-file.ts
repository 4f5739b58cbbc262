import { randomBytes } from "node:crypto";

export const envPath = ".env";
const secretLine = /^BETTER_AUTH_SECRET=.*$/m;

/** `.env` from `.env.example`, with a secret of its own. */
export function envFile(example: string): string {
  if (!secretLine.test(example)) throw new Error(".env.example has no line BETTER_AUTH_SECRET=");
  return example.replace(secretLine, `BETTER_AUTH_SECRET=${randomBytes(32).toString("base64url")}`);
}

/** The names of the variables that a project reads from its `.env`, also those commented out. */
export function envNames(example: string): string[] {
  return [...example.matchAll(/^(?:#\s?)?([A-Z][A-Z0-9_]*)=/gm)].flatMap(([, name]) => name ?? []);
}
