import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rateLimit, session, user, verification } from "~/db/schema";
import { createDatabase } from "./support/database";
import { secret, startServer } from "./support/server";
import { until } from "./support/until";

const HOUR = 60 * 60 * 1000;

const database = await createDatabase();
let prune: typeof import("~/db/prune").prune;

beforeAll(async () => {
  vi.stubEnv("BETTER_AUTH_SECRET", secret);
  vi.stubEnv("DATABASE_URL", database.url);
  ({ prune } = await import("~/db/prune"));
});

afterAll(async () => {
  const { closeDatabase } = await import("~/db");
  await closeDatabase();
  await database.remove();
});

/** So many rows of every kind, all of the same age: positive is the future. */
async function add({ db }: Pick<typeof database, "db">, name: string, count: number, age: number) {
  const expiresAt = new Date(Date.now() + age);
  const ids = Array.from({ length: count }, (_, number) => `${name}-${number}`);
  await db.insert(user).values({ id: name, name, email: `${name}@example.com` });
  await db
    .insert(session)
    .values(ids.map((id) => ({ id, token: id, userId: name, expiresAt, updatedAt: expiresAt })));
  await db
    .insert(verification)
    .values(ids.map((id) => ({ id, identifier: id, value: "", expiresAt })));
  const lastRequest = Date.now() + age - 24 * HOUR;
  await db.insert(rateLimit).values(ids.map((id) => ({ id, key: id, count: 1, lastRequest })));
}

async function left({ db }: Pick<typeof database, "db">) {
  const rows = [
    ...(await db.select({ id: session.id }).from(session)),
    ...(await db.select({ id: verification.id }).from(verification)),
    ...(await db.select({ id: rateLimit.id }).from(rateLimit)),
  ];
  return rows.map(({ id }) => id);
}

test("what has expired is deleted in batches, and what has not stays", async () => {
  await add(database, "old", 250, -1000);
  await add(database, "new", 2, HOUR);
  await prune();
  const kept = ["new-0", "new-1"];
  expect(await left(database)).toEqual([...kept, ...kept, ...kept]);
});

test("several instances do that at the same time", async () => {
  await add(database, "shared", 450, -1000);
  await Promise.all([prune(), prune(), prune()]);
  expect((await left(database)).filter((id) => id.startsWith("shared"))).toEqual([]);
});

test("a running app does it by itself", async () => {
  const server = await startServer();
  await add(server, "old", 3, -1000);
  await until(async () => (await left(server)).length === 0);
  await server.remove();
});
