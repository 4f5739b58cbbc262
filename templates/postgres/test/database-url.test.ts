import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { problemWithDatabaseUrl } from "~/env/database-address";
import { migrateScript } from "./support/migrations";
import { refusal } from "./support/server";

describe("DATABASE_URL", () => {
  test.each([
    "postgres://user:password@host:5432/name",
    "postgresql://host/name?sslmode=verify-full",
    "postgres://user:p%23%2F%3F%40@host/name",
    "postgres:///name?host=/run/postgresql",
  ])("can be %s", (url) => {
    expect(problemWithDatabaseUrl(url)).toBeUndefined();
  });

  test.each([
    ["mysql://host/name", "has to begin with postgres://"],
    ["host:5432/name", "has to begin with postgres://"],
    ["file:.data/app.db", "has to begin with postgres://"],
    ["postgres://user:pass#word@host/name", "is no address"],
    ["postgres://user:pass/word@host/name", "is no address"],
  ])("can't be %s: it %s", (url, problem) => {
    expect(problemWithDatabaseUrl(url)).toContain(problem);
  });

  test("is refused by the app and its tools in the same words", async () => {
    const url = "mysql://host/name";
    const sentence = `DATABASE_URL ${problemWithDatabaseUrl(url)}`;
    expect((await refusal({ DATABASE_URL: url })).text).toContain(sentence);

    const env = { ...process.env, DATABASE_URL: url };
    const migrating = promisify(execFile)(process.execPath, [migrateScript], { env });
    await expect(migrating).rejects.toMatchObject({ code: 1, stderr: `${sentence}\n` });

    vi.stubEnv("DATABASE_URL", url);
    const { kit } = await import("~/db/kit");
    expect(() => kit.dbCredentials.url).toThrow(sentence);
  });
});
