import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test, vi } from "vitest";
import { logLine } from "~/services/log-line";
import { note, report, reportFromAuth } from "~/services/report.server";

const query = "select * from session where token = ?";
const failed = new DrizzleQueryError(query, ["a-token\nof two lines"], new Error("it is gone"));

function written(write: () => void) {
  const logs = (["error", "warn"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => {}),
  );
  write();
  const text = logs.flatMap((log) => log.mock.calls.flat()).join(" ");
  for (const log of logs) log.mockRestore();
  return text;
}

test.each([
  ["an error", () => report("A page failed:", failed)],
  ["an error inside another", () => report("A page failed:", new Error("x", { cause: failed }))],
  ["an error of better-auth", () => reportFromAuth("error", "INTERNAL_SERVER_ERROR", failed)],
  ["a message of better-auth", () => reportFromAuth("error", failed.message)],
])("the log of %s says what failed, without the values of the query", (_, write) => {
  const text = written(write);
  expect(text).toContain(query);
  expect(text).not.toContain("a-token");
  expect(text).not.toContain("two lines");
});

const hostile = `first\nroot: second\r\n    at third\u001b[2J\u0000\u202e${"x".repeat(1_000_000)}`;

test.each<[string, () => void]>([
  ["a message of better-auth", () => reportFromAuth("error", `Invalid callbackURL: ${hostile}`)],
  ["a detail of better-auth", () => reportFromAuth("warn", "x", hostile, { url: hostile })],
  ["an error", () => report("A page failed:", new Error(hostile))],
  ["what is no error", () => report("A page failed:", { data: hostile })],
  ["a note", () => note(`Refused: ${hostile}`)],
])("what a stranger sends writes no lines of its own and commands no terminal: %s", (_, write) => {
  const lines = written(write).split("\n");
  expect(lines[0]).toContain("first\\n");
  expect(lines[0]?.length).toBeLessThan(20_000);
  expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  // Where an error comes from stands below it while you develop.
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}at (?!third)/);
});

test("a line of the log says how much is left out", () => {
  expect(logLine("a".repeat(5), 3)).toBe("aaa… (2 more characters)");
  expect(logLine("Grüße, 世界! \\ 'x'")).toBe("Grüße, 世界! \\ 'x'");
});
