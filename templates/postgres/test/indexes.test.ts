import { afterAll, expect, test } from "vitest";
import { createDatabase } from "./support/database";

const database = await createDatabase();
afterAll(() => database.remove());

test.each([
  ["session", "expires_at"],
  ["session", "token"],
  ["verification", "expires_at"],
  ["verification", "identifier"],
  ["rate_limit", "last_request"],
  ["account", "provider_id, account_id"],
  ["account", "user_id"],
])("%s has an index on %s", async (table, columns) => {
  const { rows } = await database.db.execute<{ indexdef: string }>(
    `select indexdef from pg_indexes where tablename = '${table}'`,
  );
  expect(rows.map(({ indexdef }) => /\((.*)\)$/.exec(indexdef)?.[1])).toContain(columns);
});
