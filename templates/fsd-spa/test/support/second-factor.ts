// @feature two-factor
import { appCode } from "./app-code";
import type { Server } from "./server";
import { waysIn } from "./ways-in";

/** Somebody with a second factor: `enter` proves the first one in a browser. */
export async function withSecondFactor(server: Server, way = waysIn[0]) {
  if (!way) throw new Error("There is no way to sign in.");
  const person = await way(server);
  const { browser, credentials } = person;
  const turnedOn = await browser.call("/two-factor/enable", credentials);
  const { totpURI: uri, backupCodes } = JSON.parse(turnedOn.body);
  // The code of the next half minute stays free for signing in: it is taken early, and not late.
  const verified = await browser.call("/two-factor/verify-totp", { code: appCode(uri) });
  if (verified.status !== 200) throw new Error(`Not turned on: ${verified.body}`);
  return { ...person, uri: uri as string, recoveryCodes: backupCodes as string[] };
}
