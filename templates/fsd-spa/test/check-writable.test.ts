// @feature sqlite
import { accessSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { checkWritable } from "~/db/check-writable";

vi.mock(import("node:fs"), async (original) => ({ ...(await original()), accessSync: vi.fn() }));

const file = `${import.meta.dirname}/app.db`;

function refuse(code: string) {
  vi.mocked(accessSync).mockImplementationOnce(() => {
    throw Object.assign(new Error(code), { code });
  });
  try {
    checkWritable(file);
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was refused.");
}

test("a folder of another user is named, with the user and the remedy, and without a stack", () => {
  const { message, stack } = refuse("EACCES");
  const user = process.getuid?.() ?? "that runs the app";
  expect(message).toContain(`${dirname(file)} is closed to user ${user}`);
  expect(message).toContain(`chown -R ${user} ${dirname(file)}`);
  expect(stack).toBe(message);
});

test("a read-only file system is named as such", () => {
  expect(refuse("EROFS").message).toContain(`${dirname(file)} is read-only. Mount a volume`);
});

test("a folder that is still to be made is asked about where it would be", () => {
  checkWritable(`${dirname(file)}/not/yet/app.db`);
  expect(accessSync).toHaveBeenLastCalledWith(dirname(file), expect.any(Number));
});
