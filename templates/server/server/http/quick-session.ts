import { createHmac, timingSafeEqual } from "node:crypto";
import type { AuthContext } from "better-auth";
import { parseCookies } from "better-auth/cookies";
import { parseSessionOutput, parseUserOutput } from "better-auth/db";
import { prepareSessionByToken } from "~/db";
import { auth, type Session } from "~/services/auth.server";

/**
 * A shortcut for the most frequent question, who is signed in: one prepared query instead of a run
 * through better-auth. It reads the database each time, so signing out takes effect immediately.
 *
 * It knows the two usual cases: null for a visitor without a session cookie, and the session if it's
 * valid and needs nothing. Otherwise it returns undefined, and better-auth has to be asked, which
 * deletes what has expired, extends what is used, and lets plugins take part.
 *
 * You can delete this file and what session.ts does with it. Pages will only be slower.
 */
export async function quickSession(headers: Headers): Promise<Session | null | undefined> {
  const context = (await auth.$context) as unknown as AuthContext;
  hooks ??= hooksOf(context);
  isUsual ??= isUsualSetup(context);
  const lookUp = { path: "/get-session", headers, context };
  if (!isUsual || hooks.some(({ matcher }) => matcher(lookUp))) return undefined;

  const { name } = context.authCookies.sessionToken;
  const cookies = headers.get("cookie") ?? "";
  if (!cookies.includes(name)) return null;
  const token = signedValue(cookies, name, context.secret);
  if (!token) return undefined;

  query ??= prepareSessionByToken();
  const [found] = await query.execute({ token });
  if (!found || !isFresh(found.session, context)) return undefined;
  const session = parseSessionOutput(context.options, found.session);
  // The token stays in its cookie, as in better-auth's own response (hardening/requests.server.ts).
  return {
    session: { ...session, token: undefined },
    user: parseUserOutput(context.options, found.user),
  } as unknown as Session;
}

let query: ReturnType<typeof prepareSessionByToken> | undefined;
let hooks: ReturnType<typeof hooksOf> | undefined;
let isUsual: boolean | undefined;

/** Our own plugins that see every request, and have nothing to do with a lookup. */
const bystanders = ["well-formed-bodies", "only-used-endpoints", "token-only-in-cookie"];

function othersOf({ options }: AuthContext) {
  return (options.plugins ?? []).filter(({ id }) => !bystanders.includes(id));
}

function hooksOf(context: AuthContext) {
  return othersOf(context).flatMap(({ hooks }) => [
    ...(hooks?.before ?? []),
    ...(hooks?.after ?? []),
  ]);
}

const plainTypes = ["string", "number", "boolean", "date"];

/** Whether a lookup only reads the two tables, and they hold values as they are. */
function isUsualSetup(context: AuthContext) {
  const { hooks, secondaryStorage, session } = context.options;
  const columns = [context.tables.session, context.tables.user].flatMap((table) =>
    Object.entries(table?.fields ?? {}),
  );
  return (
    !hooks &&
    !secondaryStorage &&
    !session?.cookieCache?.enabled &&
    !session?.deferSessionRefresh &&
    columns.every(
      ([name, { type, fieldName = name, transform }]) =>
        plainTypes.includes(String(type)) && fieldName === name && !transform?.output,
    ) &&
    othersOf(context).every(
      ({ endpoints = {}, middlewares, onRequest, onResponse }) =>
        !("getSession" in endpoints) && !middlewares && !onRequest && !onResponse,
    )
  );
}

/** The value of a cookie that better-auth has signed, if there is exactly one of this name. */
function signedValue(cookies: string, name: string, secret: string) {
  const [pair = "", ...others] = cookies
    .split(";")
    .filter((one) => one.trim().startsWith(`${name}=`));
  if (others.length > 0) return undefined;
  const [, value = "", signature = ""] =
    /^(.+)\.([^.]+)$/.exec(parseCookies(pair).get(name) ?? "") ?? [];
  const expected = Buffer.from(createHmac("sha256", secret).update(value).digest("base64"));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}

/** Whether a session is valid, and not yet so old that its use has to be noted. */
function isFresh({ expiresAt }: { expiresAt: Date }, { sessionConfig }: AuthContext) {
  const { expiresIn, updateAge } = sessionConfig;
  return expiresAt.getTime() > Date.now() + Math.max(0, expiresIn - updateAge) * 1000;
}
