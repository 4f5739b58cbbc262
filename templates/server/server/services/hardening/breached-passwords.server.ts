// @feature password
import { createHash } from "node:crypto";

const LONGEST_WAIT_IN_MS = 1_000;

/**
 * Whether a password is in one of the collections of stolen ones that Have I Been Pwned knows. It
 * learns the first five digits of a hash, which thousands of passwords share. When it does not
 * answer in time the password counts as good: its outage is not the person's fault.
 *
 * https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
export async function isBreached(password: string, fetchRange = fetch) {
  const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
  try {
    const response = await fetchRange(
      `https://api.pwnedpasswords.com/range/${hash.slice(0, 5)}`,
      // Padding hides, from whoever watches the line, how long the list is.
      { headers: { "Add-Padding": "true" }, signal: AbortSignal.timeout(LONGEST_WAIT_IN_MS) },
    );
    if (!response.ok) return false;
    const rest = hash.slice(5);
    const lines = (await response.text()).split(/\r?\n/);
    return lines.some((line) => line.startsWith(`${rest}:`) && !line.endsWith(":0"));
  } catch {
    return false;
  }
}
