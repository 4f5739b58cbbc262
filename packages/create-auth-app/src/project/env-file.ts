import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export const envPath = ".env";
const secretLine = /^BETTER_AUTH_SECRET=.*$/m;
const unsetSecretLine =
  /^BETTER_AUTH_SECRET=(?:""|''|replace-this-with-a-secret-of-your-own)?[ \t]*\r?$/m;
const secretBytes = 32;

/** `.env` from `.env.example`, with a secret of its own. */
export function envFile(example: string): string {
  if (!secretLine.test(example)) throw new Error(".env.example has no line BETTER_AUTH_SECRET=");
  const secret = randomBytes(secretBytes).toString("base64url");
  return example.replace(secretLine, `BETTER_AUTH_SECRET=${secret}`);
}

/** The same for a remote template, but only if its secret is empty or a placeholder. */
export function renewedEnvFile(example: string): string {
  return unsetSecretLine.test(example) ? envFile(example) : example;
}

/** The names of the variables that a project reads from its `.env`, including those commented out. */
export function envNames(example: string): string[] {
  return [...example.matchAll(/^(?:#\s?)?([A-Z][A-Z0-9_]*)=/gm)].flatMap(([, name]) => name ?? []);
}

/** The source that node:crypto is seeded from, without the 10 ms that loading it takes. */
function randomBytes(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  if (readDevice("/dev/urandom", bytes)) return bytes;
  return process.getBuiltinModule("node:crypto").randomBytes(size);
}

/** False if there is no such device, as on Windows, or if it is an ordinary file. */
function readDevice(path: string, into: Buffer): boolean {
  let device: number | undefined;
  try {
    device = openSync(path, "r");
    return fstatSync(device).isCharacterDevice() && readSync(device, into) === into.length;
  } catch {
    return false;
  } finally {
    if (device !== undefined) closeSync(device);
  }
}
