import { afterAll, expect, test } from "vitest";
import { createDatabase } from "./support/database";

const database = await createDatabase();
afterAll(() => database.remove());

test.each([
  "delete from session where expires_at < 1",
  "delete from verification where expires_at < 1",
  "delete from rate_limit where last_request < 1",
  "select * from account where provider_id = 'a' and account_id = 'b'",
  "select * from account where user_id = 'a'",
  "select * from session where token = 'a'",
  "select * from verification where identifier = 'a'",
])("an index is used for: %s", (statement) => {
  const plan = database.db.$client.prepare<[], { detail: string }>(
    `explain query plan ${statement}`,
  );
  const [step] = plan.all();
  expect(step?.detail).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX/);
});
