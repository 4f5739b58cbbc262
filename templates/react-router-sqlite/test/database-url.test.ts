import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { readDatabaseUrl } from "~/env/database-address";
import { migrateScript } from "./support/migrations";
import { refusal } from "./support/server";

describe("DATABASE_URL", () => {
  test.each([
    ["file:app.db", "app.db"],
    ["file:./data/app.db", "./data/app.db"],
    ["file:../app.db", "../app.db"],
    ["file:/srv/app.db", "/srv/app.db"],
    ["file:///srv/app.db", "/srv/app.db"],
    ["file:my%20data/100%25.db", "my data/100%.db"],
    ["file:my data/app.db", "my data/app.db"],
    ["file:C:/data/app.db", "C:/data/app.db"],
    ["file:///C:/data/app.db", "C:/data/app.db"],
  ])("%s is the file %s", (url, file) => {
    expect(readDatabaseUrl(url)).toEqual({ file });
  });

  test.each([
    ["./app.db", "has to begin with file:"],
    ["sqlite:app.db", "has to begin with file:"],
    ["file:app.db?mode=ro", "can't have parameters"],
    ["file:app.db#1", "can't have parameters"],
    ["file:100%.db", "has a % that encodes nothing"],
    ["file:a%00.db", "has a % that encodes nothing"],
    ["file://server/app.db", "names another machine"],
    ["file::memory:", "can't be in memory"],
    ["file:", "has to name a file"],
    ["file:data/", "has to name a file"],
  ])("%s is refused: it %s", (url, problem) => {
    expect(readDatabaseUrl(url)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test.each(["./app.db", "file:app.db?mode=ro"])(
    "%s is refused by the app and its tools in the same words",
    async (url) => {
      const { problem } = readDatabaseUrl(url) as { problem: string };
      const sentence = `DATABASE_URL ${problem}`;
      expect((await refusal({ DATABASE_URL: url })).text).toContain(sentence);

      const env = { ...process.env, DATABASE_URL: url };
      const migrating = promisify(execFile)(process.execPath, [migrateScript], { env });
      await expect(migrating).rejects.toMatchObject({ code: 1, stderr: `${sentence}\n` });

      vi.stubEnv("DATABASE_URL", url);
      const { kit } = await import("~/db/kit");
      expect(() => kit.dbCredentials.url).toThrow(sentence);
    },
  );
});
