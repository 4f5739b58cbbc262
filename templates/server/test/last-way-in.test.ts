import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passkey as passkeys, user } from "~/db/schema";
import { providers } from "~/services/sign-in/social/rules"; // @feature social
import { isSignedIn } from "./support/app";
import { addPasskey, signInWithPasskey, withPasskey } from "./support/passkeys";
import { signInSocially } from "./support/providers"; // @feature social
import {
  newEmail, // @feature social
  type Server,
  startServer,
} from "./support/server";

// A code by email doesn't sign in to an account with a passkey, so it's no way in of its own.

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const lastWayIn = { status: 403, code: "LAST_WAY_IN" };

function outcome({ status, body }: { status: number; body: string }) {
  return { status, code: JSON.parse(body).code };
}

async function idsOf(email: string) {
  const rows = await server.db
    .select({ id: passkeys.id })
    .from(passkeys)
    .innerJoin(user, eq(user.id, passkeys.userId))
    .where(eq(user.email, email));
  return rows.map(({ id }) => id);
}

test("the only passkey can't be removed, and still signs in", async () => {
  const { email, browser, passkey } = await withPasskey(server);
  const [id] = await idsOf(email);
  expect(outcome(await browser.call("/passkey/remove", { id }))).toEqual(lastWayIn);
  expect((await signInWithPasskey(server, passkey)).answer.status).toBe(200);
  // Nothing has changed, so no one was signed out.
  expect(await isSignedIn(browser)).toBe(true);
});

test("when the last two passkeys are removed at the same moment, one stays", async () => {
  const { email, browser } = await withPasskey(server);
  await addPasskey(server, browser);
  const ids = await idsOf(email);
  expect(ids).toHaveLength(2);
  await Promise.all(ids.map((id) => browser.copy().call("/passkey/remove", { id })));
  expect((await idsOf(email)).length).toBeGreaterThan(0);
});
// @feature social

test("the only connection can't be ended, and still signs in", async () => {
  const [provider = ""] = Object.keys(providers);
  const email = newEmail();
  const browser = await signInSocially(server, email);
  expect(outcome(await browser.call("/disconnect", { provider }))).toEqual(lastWayIn);
  expect(await isSignedIn(await signInSocially(server, email))).toBe(true);
  // Until there's another one.
  const passkey = await addPasskey(server, browser);
  expect((await browser.call("/disconnect", { provider })).status).toBe(200);
  expect((await signInWithPasskey(server, passkey)).answer.status).toBe(200);
});
// @end
