import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { session, user } from "~/db/schema";
import type { Browser } from "./browser";
import { type Server, secret } from "./server";

export interface Pair {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

export function tokensOf({ kept }: Browser) {
  return { access: kept.get("accessToken") ?? "", refresh: kept.get("refreshToken") ?? "" };
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

let lastClient = 0;

/** Asks for the next pair, without keeping it, from an address that nobody else has. */
export async function askToRefresh(
  server: Server,
  refreshToken: string,
  headers: HeadersInit = {},
) {
  lastClient += 1;
  const response = await fetch(`${server.address}/api/token/refresh`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Forwarded-For": `10.1.${Math.floor(lastClient / 250)}.${(lastClient % 250) + 1}`,
      Origin: server.origin,
      ...headers,
    },
    body: JSON.stringify({ refreshToken }),
  });
  const pair = (await response.json()) as Partial<Pair>;
  return { status: response.status, headers: response.headers, ...pair };
}

/** Whether someone with this access token is let in. */
export async function opens(server: Server, accessToken: string) {
  const { status } = await fetch(`${server.address}/api/me`, { headers: bearer(accessToken) });
  return status === 200;
}

export async function sessionsOf(server: Server, email: string) {
  const rows = await server.db
    .select({ session })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(user.email, email));
  return rows.map((row) => row.session);
}

export function partsOf(token: string) {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return { header: decode(header), payload: decode(payload), signature };
}

interface Changes {
  header?: object;
  payload?: object;
  /** What it is signed with, in place of the app's own key for this type of token. */
  key?: string;
}

/** The token as someone would write it who had the app's keys, with changes. */
export function forge(token: string, { header = {}, payload = {}, key }: Changes) {
  const old = partsOf(token);
  const signed = [
    { ...old.header, ...header },
    { ...old.payload, ...payload },
  ]
    .map(encode)
    .join(".");
  return `${signed}.${sign(signed, key ?? keyOf(String(old.header.typ)))}`;
}

function sign(text: string, key: string) {
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** The app's own key for tokens of this type. */
export function keyOf(type: string) {
  return createHmac("sha256", secret).update(`token-key:${type}`).digest("base64url");
}

export function encode(part: object) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}
