import { renameSync } from "node:fs";
import { errorCode } from "../errors.ts";

/** What renaming needs from the system. Passed in, so that tests can be on another one. */
export interface Renaming {
  platform: NodeJS.Platform;
  rename: (from: string, to: string) => void;
  wait: (milliseconds: number) => void;
}

const here: Renaming = {
  platform: process.platform,
  rename: renameSync,
  wait: (milliseconds) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
};

/** The errors on Windows while a virus scanner or an indexer has a new file open. */
const passing = new Set(["EPERM", "EBUSY", "EACCES"]);
const pauses = [10, 20, 50, 100, 200, 400, 800, 1600];

/** Renames a file or a directory. On Windows, retries, and throws the last error. */
export function renamePatiently(from: string, to: string, system: Renaming = here): void {
  for (const pause of system.platform === "win32" ? pauses : []) {
    try {
      system.rename(from, to);
      return;
    } catch (error) {
      if (!passing.has(errorCode(error) ?? "")) throw error;
      system.wait(pause);
    }
  }
  system.rename(from, to);
}
