import { describe, expect, test, vi } from "vitest";
import { renamePatiently } from "../../src/project/rename-patiently.ts";
import { stopTree } from "../../src/steps/stop-process.ts";

const failing = (code: string) => Object.assign(new Error(code), { code });

describe("renaming", () => {
  function tried(platform: NodeJS.Platform, code: string, failures: number) {
    const waits: number[] = [];
    const rename = vi.fn(() => {
      if (rename.mock.calls.length <= failures) throw failing(code);
    });
    const run = () =>
      renamePatiently("a", "b", { platform, rename, wait: (pause) => waits.push(pause) });
    return { run, rename, waits };
  }

  test.each(["EPERM", "EBUSY", "EACCES"])(
    "%s on Windows is retried, because a scanner may have the file open",
    (code) => {
      const { run, rename, waits } = tried("win32", code, 3);
      run();
      expect(rename).toHaveBeenCalledTimes(4);
      expect(waits).toEqual([10, 20, 50]);
    },
  );

  test("an error that doesn't go away is reported after about three seconds", () => {
    const { run, waits } = tried("win32", "EPERM", 1000);
    expect(run).toThrow("EPERM");
    expect(waits.reduce((sum, pause) => sum + pause)).toBeLessThan(4000);
  });

  test.each([
    ["win32", "ENOENT"],
    ["win32", "ENOTEMPTY"],
    ["linux", "EPERM"],
    ["darwin", "EACCES"],
  ] as const)("on %s, %s is final", (platform, code) => {
    const { run, rename } = tried(platform, code, 1);
    expect(run).toThrow(code);
    expect(rename).toHaveBeenCalledTimes(1);
  });
});

describe("stopping a package manager and everything it started", () => {
  function stopped(platform: NodeJS.Platform, kill = vi.fn()) {
    vi.useFakeTimers();
    const run = vi.fn();
    stopTree(42, { platform, kill, run });
    vi.runAllTimers();
    vi.useRealTimers();
    return { kill: kill.mock.calls, run: run.mock.calls };
  }

  test.each(["linux", "darwin"] as const)("on %s, signals its group", (platform) => {
    expect(stopped(platform)).toEqual({
      kill: [
        [-42, "SIGINT"],
        [-42, "SIGKILL"],
      ],
      run: [],
    });
  });

  test("on Windows, ends the process tree below npm.cmd, which no signal reaches", () => {
    expect(stopped("win32")).toEqual({
      kill: [],
      run: [["taskkill", ["/pid", "42", "/T", "/F"]]],
    });
  });

  test("a process that has already ended isn't an error", () => {
    const gone = vi.fn(() => {
      throw failing("ESRCH");
    });
    expect(stopped("linux", gone).kill).toHaveLength(2);
  });
});
