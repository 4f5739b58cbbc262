import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test, vi } from "vitest";
import { report, reportFromAuth } from "~/services/report.server";

const query = "select * from session where token = ?";
const failed = new DrizzleQueryError(query, ["a-token\nof two lines"], new Error("it is gone"));

test.each([
  ["an error", () => report("A page failed:", failed)],
  ["an error inside another", () => report("A page failed:", new Error("x", { cause: failed }))],
  ["an error of better-auth", () => reportFromAuth("error", "INTERNAL_SERVER_ERROR", failed)],
  ["a message of better-auth", () => reportFromAuth("error", failed.message)],
])("the log of %s says what failed, without the values of the query", (_, write) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  write();
  const text = log.mock.calls.flat().join(" ");
  log.mockRestore();
  expect(text).toContain(query);
  expect(text).not.toContain("a-token");
  expect(text).not.toContain("two lines");
});
